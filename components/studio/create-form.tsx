"use client";

import { Sparkles } from "lucide-react";
import { type FormEvent, type KeyboardEvent, type Ref, useId } from "react";
import { useTranslations } from "use-intl/react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { cn } from "@/components/ui/cn";
import type { StudioMode } from "./studio-mode";

// The contract's limits; its schema itself would bring zod into the page.
const PROMPT_MIN = 3;
const PROMPT_MAX = 300;
const NEARLY_FULL = 260;
const SAMPLES = ["harbour", "jazz", "mountains", "market", "space"] as const;

export interface CreateFormProps {
  ref: Ref<HTMLTextAreaElement>;
  mode: StudioMode;
  prompt: string;
  onPromptChange: (prompt: string) => void;
  onCreate: (prompt: string) => void;
  isPending: boolean;
  isUnlimited: boolean;
}

/** The prompt, its samples, the button and what it costs. */
export function CreateForm({ ref, mode, prompt, onPromptChange, onCreate, isPending, isUnlimited }: CreateFormProps) {
  const t = useTranslations("studio");
  const id = useId();
  const why = useBlockedReason(mode);
  const text = prompt.trim();
  const isReady = mode.kind === "ready" && text.length >= PROMPT_MIN && !isPending;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isReady) onCreate(text);
  };
  const submitByKey = (event: KeyboardEvent) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) submit(event);
  };

  return (
    <Card className="overflow-hidden transition-[border-color,box-shadow] has-[textarea:focus]:border-accent has-[textarea:focus-visible]:ring-1 has-[textarea:focus-visible]:ring-accent">
      <form onSubmit={submit}>
        <label htmlFor={id} className="block px-5 pt-5 font-medium">
          {t("form.label")}
        </label>
        {/* When the samples leave, the text takes their room, so that nothing below jumps. */}
        <div className="flex min-h-50 flex-col sm:min-h-46">
          <textarea
            ref={ref}
            id={id}
            value={prompt}
            rows={3}
            maxLength={PROMPT_MAX}
            placeholder={t("form.placeholder")}
            aria-describedby={`${id}-count ${id}-shortcut`}
            onChange={(event) => onPromptChange(event.target.value)}
            onKeyDown={submitByKey}
            className="block min-h-20 w-full flex-1 resize-none bg-transparent px-5 pt-2 pb-3 text-base outline-none [field-sizing:content] placeholder:text-faint focus-visible:outline-none sm:text-lg"
          />
          <Samples isHidden={prompt.length > 0} onPick={onPromptChange} />
        </div>
        <div className="flex flex-wrap items-center gap-x-4 gap-y-3 border-line border-t px-5 py-3.5">
          <p
            id={`${id}-count`}
            className={cn("tabular text-[0.8125rem] text-muted", prompt.length > NEARLY_FULL && "text-warning-text")}
          >
            {t("form.count", { count: prompt.length, max: PROMPT_MAX })}
          </p>
          <p id={`${id}-shortcut`} className="sr-only">
            {t("form.shortcut")}
          </p>
          <div className="ml-auto flex items-center gap-3">
            {/* A price for what is refused would only puzzle. */}
            {mode.kind === "readOnly" ? null : (
              <span className="text-[0.8125rem] text-muted">
                {isUnlimited ? t("form.costUnlimited") : t("form.cost")}
              </span>
            )}
            <Button
              type="submit"
              loading={isPending}
              disabled={!isReady}
              aria-describedby={why ? `${id}-why` : undefined}
            >
              <Sparkles aria-hidden="true" />
              {t("form.create")}
            </Button>
          </div>
          {why ? (
            <p id={`${id}-why`} className="basis-full text-[0.8125rem] text-warning-text sm:text-right">
              {why}
            </p>
          ) : null}
        </div>
      </form>
    </Card>
  );
}

function useBlockedReason(mode: StudioMode): string | null {
  const t = useTranslations("studio.blocked");
  switch (mode.kind) {
    case "unverified":
      return t("unverified");
    case "readOnly":
      return mode.isPaused ? t("paused") : t("readOnly");
    case "suspended":
      return t("suspended");
    case "ready":
    case "outOfCredits":
      return null;
  }
}

function Samples({ isHidden, onPick }: { isHidden: boolean; onPick: (prompt: string) => void }) {
  const t = useTranslations("studio");
  return (
    <div className={cn("pb-4", isHidden && "hidden")}>
      <p className="px-5 text-[0.8125rem] text-muted">{t("form.samples")}</p>
      <ul className="mt-2 flex gap-2 overflow-x-auto px-5 py-1 sm:flex-wrap">
        {SAMPLES.map((sample) => (
          <li key={sample} className="shrink-0">
            <button
              type="button"
              onClick={() => onPick(t(`samples.${sample}`))}
              className="rounded-full border border-line-strong bg-surface px-3 py-1 text-left text-[0.8125rem] text-muted hover:border-control hover:text-ink"
            >
              {t(`samples.${sample}`)}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
