"use client";

import { Check } from "lucide-react";
import { DropdownMenu as Primitive } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";

export interface DropdownMenuProps {
  /** One element that can take a ref and the press: usually a `Button`. */
  trigger: ReactNode;
  children: ReactNode;
  align?: "start" | "center" | "end";
  side?: "top" | "right" | "bottom" | "left";
  className?: string;
}

/** A menu of actions under a button; arrows, Home, End and typing move in it. */
export function DropdownMenu({ trigger, children, align = "end", side = "bottom", className }: DropdownMenuProps) {
  return (
    <Primitive.Root modal={false}>
      <Primitive.Trigger asChild>{trigger}</Primitive.Trigger>
      <Primitive.Portal>
        <Primitive.Content
          align={align}
          side={side}
          sideOffset={6}
          collisionPadding={12}
          className={cn(
            "z-50 min-w-48 max-w-80 animate-rise rounded-lg border border-line bg-raised p-1 text-sm shadow-pop",
            className,
          )}
        >
          {children}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}

const ITEM =
  "flex w-full cursor-pointer select-none items-center gap-2.5 rounded-md px-2.5 py-2 text-left outline-none data-disabled:pointer-events-none data-highlighted:bg-sunken data-disabled:opacity-50 [&_svg]:size-4 [&_svg]:text-muted";

export interface MenuItemProps extends ComponentProps<typeof Primitive.Item> {
  /** For what cannot be taken back. */
  danger?: boolean;
}

/** One action. With `asChild` its only child may be a link or a form's button. */
export function MenuItem({ danger, className, ...rest }: MenuItemProps) {
  return <Primitive.Item className={cn(ITEM, danger && "text-danger-text [&_svg]:text-danger", className)} {...rest} />;
}

/** A choice among several, marked when it holds. */
export function MenuChoice({ checked, children, ...rest }: ComponentProps<typeof Primitive.CheckboxItem>) {
  return (
    <Primitive.CheckboxItem checked={checked} className={ITEM} {...rest}>
      <span className="flex-1">{children}</span>
      <Primitive.ItemIndicator>
        <Check aria-hidden="true" />
      </Primitive.ItemIndicator>
    </Primitive.CheckboxItem>
  );
}

/** A line of text above a group, such as the signed-in address. */
export function MenuLabel({ className, ...rest }: ComponentProps<typeof Primitive.Label>) {
  return <Primitive.Label className={cn("truncate px-2.5 py-1.5 text-muted text-xs", className)} {...rest} />;
}

export function MenuSeparator() {
  return <Primitive.Separator className="mx-1 my-1 h-px bg-line" />;
}
