"use client";

import { type FormEvent, type ReactNode, type RefObject, useEffect, useRef, useState } from "react";

/** What a submission came to. */
export interface FormResult<Field extends string> {
  /** What is wrong with which field. */
  errors?: Partial<Record<Field, ReactNode>> | undefined;
  /** What is wrong with the whole. */
  failure?: { title: string; hint?: string } | undefined;
  /** The page is being left: the form stays busy until it is gone. */
  leaving?: boolean;
}

interface FormState<Field extends string> {
  pending: boolean;
  errors: Partial<Record<Field, ReactNode>>;
  failure: FormResult<Field>["failure"];
  formRef: RefObject<HTMLFormElement | null>;
  onSubmit: (event: FormEvent<HTMLFormElement>) => void;
}

/**
 * Runs a form: one submission at a time, errors beside their fields, and the focus where the reader must act: at the
 * first wrong field, or at the message (marked `data-form-failure`) when it is about the whole.
 */
export function useForm<Field extends string>(
  submit: (values: (field: Field) => string, form: HTMLFormElement) => Promise<FormResult<Field>>,
): FormState<Field> {
  const formRef = useRef<HTMLFormElement>(null);
  const [pending, setPending] = useState(false);
  const [result, setResult] = useState<FormResult<Field>>({});

  useEffect(() => {
    const target = result.errors ? "[aria-invalid=true]" : "[data-form-failure]";
    if (result.errors || result.failure) formRef.current?.querySelector<HTMLElement>(target)?.focus();
  }, [result]);

  const run = async (form: HTMLFormElement) => {
    const data = new FormData(form);
    setPending(true);
    setResult({});
    const next = await submit((field) => String(data.get(field) ?? ""), form);
    setResult(next);
    setPending(next.leaving ?? false);
  };

  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (!pending) void run(event.currentTarget);
  };

  return { pending, errors: result.errors ?? {}, failure: result.failure, formRef, onSubmit };
}
