'use client'

import { type ComponentProps, useMemo } from 'react'
import { Streamdown } from 'streamdown'

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

type AnswerTextProps = {
  text: string
  labels: ReadonlySet<string>
  isStreaming: boolean
  onCite: (label: string) => void
}

export function AnswerText({ text, labels, isStreaming, onCite }: AnswerTextProps) {
  const markdown = useMemo(() => linkCitations(text, labels), [text, labels])
  const components = useMemo(
    () => ({
      a: ({ href, children }: ComponentProps<'a'>) => {
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
        return (
          <a href={href} target="_blank" rel="noreferrer noopener" className="text-accent underline underline-offset-2">
            {children}
          </a>
        )
      },
      // A picture from elsewhere would tell its server that, and when, the answer was read.
      img: ({ alt, src }: ComponentProps<'img'>) => (
        <span className="text-fg-muted">
          [picture{alt && `: ${alt}`}
          {typeof src === 'string' && ` at ${src}`}]
        </span>
      ),
    }),
    [labels, onCite],
  )
  return (
    <Streamdown
      mode={isStreaming ? 'streaming' : 'static'}
      components={components}
      skipHtml
      className="prose-answer text-base leading-6"
    >
      {markdown}
    </Streamdown>
  )
}
