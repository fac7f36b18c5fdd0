import { encodeText, textWidth } from "./pdf-text";

/** How a text looks: its size in points, bold or plain, black or grey. */
export interface TextStyle {
  size: number;
  isBold?: boolean;
  isMuted?: boolean;
}

/** One page's drawing, in points from the lower left corner (A4: 595 × 842). */
export class PdfPage {
  private readonly parts: string[] = [];

  text(x: number, y: number, text: string, { size, isBold = false, isMuted = false }: TextStyle): this {
    const shown = encodeText(text).replace(/[\\()]/g, "\\$&");
    this.parts.push(`${isMuted ? 0.38 : 0.09} g BT /${isBold ? "F2" : "F1"} ${size} Tf ${x} ${y} Td (${shown}) Tj ET`);
    return this;
  }

  textRight(right: number, y: number, text: string, style: TextStyle): this {
    return this.text(Math.round((right - textWidth(text, style.size)) * 100) / 100, y, text, style);
  }

  line(from: number, to: number, y: number): this {
    this.parts.push(`0.8 G 0.7 w ${from} ${y} m ${to} ${y} l S`);
    return this;
  }

  /** The content stream. */
  content(): string {
    return this.parts.join("\n");
  }
}

/** Writes a PDF 1.4 document of these pages in Helvetica. */
export function writePdf(title: string, pages: readonly PdfPage[]): Buffer {
  const first = 6;
  const kids = pages.map((_, index) => `${first + index * 2} 0 R`).join(" ");
  const font = (name: string) => `<< /Type /Font /Subtype /Type1 /BaseFont /${name} /Encoding /WinAnsiEncoding >>`;
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    `<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`,
    font("Helvetica"),
    font("Helvetica-Bold"),
    `<< /Title (${encodeText(title).replace(/[\\()]/g, "\\$&")}) >>`,
    ...pages.flatMap((page, index) => {
      const content = page.content();
      const resources = "/Resources << /Font << /F1 3 0 R /F2 4 0 R >> >>";
      return [
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] ${resources} /Contents ${first + index * 2 + 1} 0 R >>`,
        `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
      ];
    }),
  ];
  return assemble(objects);
}

function assemble(objects: readonly string[]): Buffer {
  let text = "%PDF-1.4\n";
  const offsets = objects.map((object, index) => {
    const offset = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const start = text.length;
  const entries = offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`).join("");
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${entries}`;
  text += `trailer << /Size ${objects.length + 1} /Root 1 0 R /Info 5 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  // One byte a character: offsets count bytes.
  return Buffer.from(text, "latin1");
}
