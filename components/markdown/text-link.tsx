import type { ReactNode } from 'react'

/**
 * A link of a text that may come from anywhere. Only addresses that stand for themselves open: `/learn` or `page.md` is
 * of the site that the text was written for, and would lead nowhere here.
 */
export function TextLink({ href, children }: { href?: string; children?: ReactNode }) {
  if (!href || !/^(?:https?:|mailto:)/i.test(href)) {
    return <span title={href}>{children}</span>
  }
  return (
    <a href={href} target="_blank" rel="noreferrer noopener" className="text-accent underline underline-offset-2">
      {children}
    </a>
  )
}
