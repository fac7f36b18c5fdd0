/** One mail in words; the layout turns it into HTML and text alike. */
export interface MailContent {
  subject: string;
  /** What mail programs show beside the subject. */
  preview: string;
  heading: string;
  paragraphs: string[];
  /** The one thing to do. */
  action?: { label: string; url: string };
  /** Rows of a small table: amounts, dates, devices. */
  facts?: { label: string; value: string }[];
  /** Small print below the action: how long the link lives, what to do when the mail comes unasked. */
  notes?: string[];
  /** Why the reader gets it, where it is not because of his account. */
  footer?: string;
}
