'use client'

import { Equal, ThumbsDown, ThumbsUp } from 'lucide-react'
import { useId } from 'react'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { formatNumber, formatUsd } from '@/components/ui/format-number'
import type { AnsweredSideDto, AnswerPairDto, AnswerVerdict } from '@/lib/schemas/changes/answer-comparison'
import { type MarkedLine, markDifferences } from './mark-differences'

const CHOICES = [
  { verdict: 'better', label: 'Better', icon: ThumbsUp },
  { verdict: 'same', label: 'The same', icon: Equal },
  { verdict: 'worse', label: 'Worse', icon: ThumbsDown },
] as const

const JUDGED = { better: 'better', same: 'the same', worse: 'worse', none: 'no verdict' }

type AnswerPairProps = {
  pair: AnswerPairDto
  /** Missing for who may only look. */
  onRate: ((verdict: AnswerVerdict | null) => void) | undefined
}

/** Two answers to a query: what only one of them says is marked. */
export function AnswerPair({ pair, onRate }: AnswerPairProps) {
  const { query, before, after, isSame } = pair
  const id = useId()
  const [left, right] = [toLines(before.text), toLines(after.text)]
  const marked = markDifferences(left, isSame ? left : right)
  return (
    <article aria-labelledby={id} className="rounded-md border">
      <h3 id={id} className="border-b px-3 py-2 font-medium text-sm [overflow-wrap:anywhere]">
        {query}
      </h3>
      {isSame ? (
        <Side title="The same context on both sides" side={before} lines={marked.a} />
      ) : (
        <div className="grid divide-y lg:grid-cols-2 lg:divide-x lg:divide-y-0">
          <Side
            title="Before"
            side={before}
            lines={marked.a}
            mark={{ sign: '−', tone: 'text-danger', word: 'only before: ', own: 'bg-danger/15 font-medium' }}
          />
          <Side
            title="After"
            side={after}
            lines={marked.b}
            mark={{ sign: '+', tone: 'text-success', word: 'only after: ', own: 'bg-success/15 font-medium' }}
          />
        </div>
      )}
      {!isSame && <Verdicts pair={pair} onRate={onRate} />}
    </article>
  )
}

const toLines = (text: string) => text.split('\n').filter((line) => line.trim() !== '')

type SideProps = {
  title: string
  side: AnsweredSideDto
  lines: MarkedLine[]
  /** `own` is the look of words that only this side has. */
  mark?: { sign: string; tone: string; word: string; own: string }
}

function Side({ title, side, lines, mark }: SideProps) {
  const { error, sources, inputTokens, outputTokens, costUsd } = side
  return (
    <section aria-label={title} className="flex min-w-0 flex-col gap-2 p-3">
      <div className="flex flex-wrap items-baseline gap-x-3 text-sm">
        <h4 className="font-medium">{title}</h4>
        <span className="text-fg-muted text-xs">
          {formatNumber(inputTokens)} tokens sent
          {outputTokens > 0 && `, ${formatNumber(outputTokens)} answered`} ·{' '}
          {costUsd === null ? 'no price' : formatUsd(costUsd)}
        </span>
      </div>
      {error && <p className="text-danger text-sm">{error}</p>}
      <div className="max-h-96 overflow-y-auto text-sm leading-6 [overflow-wrap:anywhere]">
        {lines.map(({ isOwn, parts }, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: an answer never changes
          <p key={at} className={cn('flex gap-2 rounded-sm px-1', isOwn && 'bg-muted')}>
            {mark && (
              <span aria-hidden className={cn('w-3 shrink-0 text-center font-mono', mark.tone)}>
                {isOwn ? mark.sign : ''}
              </span>
            )}
            <span>
              {isOwn && mark && <span className="sr-only">{mark.word}</span>}
              {parts.map((part, place) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: an answer never changes
                <span key={place} className={cn(part.isOwn && ['rounded-sm', mark?.own])}>
                  {part.text}
                </span>
              ))}
            </span>
          </p>
        ))}
      </div>
      {sources.length > 0 && (
        <p className="mt-auto text-fg-muted text-xs [overflow-wrap:anywhere]">
          Sources: {sources.map(({ title, isCited }) => (isCited ? `${title} (cited)` : title)).join(', ')}
        </p>
      )}
    </section>
  )
}

function Verdicts({ pair: { query, ratings, judged }, onRate }: AnswerPairProps) {
  const mine = ratings.find(({ isMine }) => isMine)?.verdict ?? null
  const others = ratings.filter(({ isMine }) => !isMine)
  return (
    <div className="space-y-2 border-t px-3 py-2 text-sm">
      <div className="flex flex-wrap items-center gap-2">
        {onRate && (
          <fieldset className="flex flex-wrap items-center gap-2">
            <legend className="sr-only">Is the answer after better? {query}</legend>
            <span aria-hidden className="text-fg-muted">
              The answer after is
            </span>
            {CHOICES.map(({ verdict, label, icon: Icon }) => (
              <Button
                key={verdict}
                size="sm"
                aria-pressed={mine === verdict}
                onClick={() => onRate(mine === verdict ? null : verdict)}
              >
                <Icon />
                {label}
              </Button>
            ))}
          </fieldset>
        )}
        {others.map(({ name, verdict }) => (
          <Badge key={`${name} ${verdict}`}>
            {name}: {JUDGED[verdict]}
          </Badge>
        ))}
      </div>
      {judged.length > 0 && (
        <ul aria-label="Verdicts of the judge" className="space-y-1 text-fg-muted text-xs [overflow-wrap:anywhere]">
          {judged.map(({ verdict, because, shownFirst }, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: verdicts never change
            <li key={at}>
              Judge: {JUDGED[verdict]}. {because} (The answer {shownFirst} was shown first.)
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
