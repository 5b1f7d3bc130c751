'use client'

import { type ComponentType, type ReactNode, useMemo } from 'react'
import { defaultRehypePlugins, Streamdown } from 'streamdown'
import { cn } from '@/components/ui/cn'
import { TextLink } from './text-link'

/**
 * Without `raw`: HTML in the text is shown as text, never built. Without `harden`: it writes “[blocked]” behind every
 * link and image of the site that the text was written for. What an address may be, `sanitize` and the components say.
 */
const { raw: _raw, harden: _harden, ...SAFE_PLUGINS } = defaultRehypePlugins
const REHYPE_PLUGINS = Object.values(SAFE_PLUGINS)

const COMPONENTS = {
  /** Images would load from elsewhere as soon as somebody looks: their description and address are shown instead. */
  img: ({ alt, src }: { alt?: string; src?: unknown }): ReactNode => (
    <span className="rounded-md border bg-surface px-1.5 text-fg-muted text-xs">Image: {alt || String(src ?? '')}</span>
  ),
}

type LinkProps = { href?: string; children?: ReactNode }
type MarkdownProps = {
  children: string
  isStreaming?: boolean
  className?: string
  /** In place of the usual link; keep its identity between renders. */
  link?: ComponentType<LinkProps>
}

/** Markdown of modules and answers, without raw HTML and without remote images. */
export function Markdown({ children, isStreaming, className, link = TextLink }: MarkdownProps) {
  const components = useMemo(() => ({ ...COMPONENTS, a: link }), [link])
  return (
    <Streamdown
      mode={isStreaming ? 'streaming' : 'static'}
      rehypePlugins={REHYPE_PLUGINS}
      components={components}
      controls={false}
      className={cn('markdown', className)}
    >
      {children}
    </Streamdown>
  )
}
