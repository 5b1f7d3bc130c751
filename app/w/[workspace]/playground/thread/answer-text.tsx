'use client'

import { createContext, type ReactNode, useContext, useMemo } from 'react'
import { Markdown } from '@/components/markdown/markdown'
import { TextLink } from '@/components/markdown/text-link'

const CITATION = /\[(k\d+(?:\s*,\s*k\d+)*)\]/g
const CODE = /(```[\s\S]*?(?:```|$)|`[^`\n]*`)/

/**
 * Turns the citation labels that the context knows into links; unknown labels, and all in code, stay text.
 * `[k1, k2]` cites both.
 */
export function linkCitations(markdown: string, labels: ReadonlySet<string>): string {
  return markdown
    .split(CODE)
    .map((part, index) =>
      index % 2 === 1 ? part : part.replace(CITATION, (text, list: string) => linkLabels(text, list, labels)),
    )
    .join('')
}

function linkLabels(text: string, list: string, labels: ReadonlySet<string>): string {
  const cited = list.split(',').map((label) => label.trim())
  if (!cited.some((label) => labels.has(label))) return text
  return cited.map((label) => (labels.has(label) ? `[${label}](#${label})` : `\\[${label}\\]`)).join(' ')
}

type Citations = { labels: ReadonlySet<string>; onCite: (label: string) => void }

const CitationContext = createContext<Citations>({ labels: new Set(), onCite: () => undefined })

function AnswerLink({ href, children }: { href?: string; children?: ReactNode }) {
  const { labels, onCite } = useContext(CitationContext)
  const label = href?.startsWith('#') ? href.slice(1) : undefined
  if (label && labels.has(label)) {
    return (
      <button
        type="button"
        title="Show this source in the context"
        onClick={() => onCite(label)}
        className="tabular origin-tint origin-ink mx-0.5 rounded-[3px] px-1 text-xs hover:underline"
        data-origin="knowledge"
      >
        {children}
      </button>
    )
  }
  return <TextLink href={href}>{children}</TextLink>
}

type AnswerTextProps = Citations & { text: string; isStreaming: boolean }

export function AnswerText({ text, labels, isStreaming, onCite }: AnswerTextProps) {
  const markdown = useMemo(() => linkCitations(text, labels), [text, labels])
  return (
    <CitationContext value={{ labels, onCite }}>
      <Markdown isStreaming={isStreaming} link={AnswerLink}>
        {markdown}
      </Markdown>
    </CitationContext>
  )
}
