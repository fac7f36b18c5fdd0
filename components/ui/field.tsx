import { CircleAlert } from "lucide-react";
import { type ComponentProps, type ReactNode, useId } from "react";
import { cn } from "./cn";

const CONTROL =
  "w-full rounded-md border border-control bg-surface px-3 text-ink shadow-card transition-[border-color,box-shadow] placeholder:text-faint hover:border-muted focus-visible:border-accent focus-visible:outline-2 focus-visible:outline-offset-0 disabled:cursor-not-allowed disabled:bg-sunken disabled:text-muted aria-invalid:border-danger aria-invalid:outline-danger";

/** A one-line text control; inside a form use `TextField`, which labels it. */
export function Input({ className, type, ...rest }: ComponentProps<"input">) {
  return <input type={type ?? "text"} className={cn(CONTROL, "h-10 text-base sm:text-sm", className)} {...rest} />;
}

/** A text control of several lines. */
export function Textarea({ className, ...rest }: ComponentProps<"textarea">) {
  return <textarea className={cn(CONTROL, "min-h-24 py-2 text-base sm:text-sm", className)} {...rest} />;
}

/** What a control must carry so that its label, hint and error are announced with it. */
export interface ControlProps {
  id: string;
  "aria-describedby": string | undefined;
  "aria-invalid": true | undefined;
}

export interface FieldProps {
  label: ReactNode;
  /** Stands under the label before anything goes wrong. */
  hint?: ReactNode;
  /** Says what is wrong and how to put it right; replaces nothing, so that the hint stays readable. */
  error?: ReactNode;
  /** Beside the label, for a small link such as "Forgot?". */
  aside?: ReactNode;
  /** Keeps the label for screen readers alone. */
  hideLabel?: boolean;
  className?: string;
  children: (control: ControlProps) => ReactNode;
}

/** Label, hint and error around any control, wired by id. */
export function Field({ label, hint, error, aside, hideLabel, className, children }: FieldProps) {
  const id = useId();
  const describedBy = [hint ? `${id}-hint` : "", error ? `${id}-error` : ""].filter(Boolean).join(" ");
  return (
    <div className={cn("grid gap-1.5", className)}>
      <div className={cn("flex items-baseline justify-between gap-3", hideLabel && !aside && "sr-only")}>
        <label htmlFor={id} className={cn("font-medium text-sm", hideLabel && "sr-only")}>
          {label}
        </label>
        {aside ? <span className="text-muted text-sm">{aside}</span> : null}
      </div>
      {children({ id, "aria-describedby": describedBy || undefined, "aria-invalid": error ? true : undefined })}
      {hint ? (
        <p id={`${id}-hint`} className="text-[0.8125rem] text-muted leading-snug">
          {hint}
        </p>
      ) : null}
      <FieldError id={`${id}-error`}>{error}</FieldError>
    </div>
  );
}

function FieldError({ id, children }: { id: string; children: ReactNode }) {
  if (!children) return null;
  return (
    <p id={id} role="alert" className="flex items-start gap-1.5 text-[0.8125rem] text-danger-text leading-snug">
      <CircleAlert className="mt-px size-4 shrink-0" aria-hidden="true" />
      <span>{children}</span>
    </p>
  );
}

export interface TextFieldProps
  extends Omit<FieldProps, "children" | "className">,
    Omit<ComponentProps<"input">, "children" | "id"> {}

/** A labelled text input: what most forms are made of. */
export function TextField({ label, hint, error, aside, hideLabel, className, ...input }: TextFieldProps) {
  return (
    <Field label={label} hint={hint} error={error} aside={aside} hideLabel={hideLabel} className={className}>
      {(control) => <Input {...control} {...input} />}
    </Field>
  );
}

/** A native checkbox with its label to the right. */
export function CheckboxField({
  label,
  hint,
  error,
  className,
  ...input
}: Omit<ComponentProps<"input">, "type" | "id"> & Pick<FieldProps, "label" | "hint" | "error">) {
  const id = useId();
  return (
    <div className={cn("grid grid-cols-[auto_1fr] gap-x-2.5 gap-y-1", className)}>
      <input
        id={id}
        type="checkbox"
        aria-describedby={hint ? `${id}-hint` : undefined}
        aria-invalid={error ? true : undefined}
        className="mt-0.5 size-4.5 accent-accent"
        {...input}
      />
      <label htmlFor={id} className="text-sm">
        {label}
      </label>
      <div className="col-start-2 grid gap-1 empty:hidden">
        {hint ? (
          <p id={`${id}-hint`} className="text-[0.8125rem] text-muted">
            {hint}
          </p>
        ) : null}
        <FieldError id={`${id}-error`}>{error}</FieldError>
      </div>
    </div>
  );
}
