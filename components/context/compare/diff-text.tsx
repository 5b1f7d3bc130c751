import { MessageSquarePlus } from 'lucide-react'
import { type KeyboardEvent, type ReactNode, useMemo, useState } from 'react'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { formatCount } from '@/components/ui/format-number'
import { ORIGIN_META } from '@/components/ui/origin'
import { type ContextComparison, type DiffLine, findChangedWords, type WordRange } from '@/lib/engine'
import { nameVersion } from '../name-version'
import { useDiscussedLines } from './discussed-lines'

const SIGNS = { in: '+', out: '−', same: ' ', skipped: '' }
const WORDS = { in: 'added: ', out: 'removed: ', same: '', skipped: '' }

/**
 * The composed text line by line: what went, what came, each with the color of where it comes from, and the words that
 * changed within a line.
 */
export function DiffText({ lines, moreLines }: Pick<ContextComparison, 'lines' | 'moreLines'>) {
  const discussed = useDiscussedLines()
  const placed = discussed?.place(lines)
  const changedWords = useMemo(() => findChangedWords(lines), [lines])
  const [current, setCurrent] = useState(0)
  const first = lines.findIndex(({ kind }) => kind !== 'skipped')
  // one stop for the tab key; arrows go from line to line
  const onKeyDown = (event: KeyboardEvent<HTMLOListElement>) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step === 0 || !(event.target instanceof HTMLButtonElement) || !event.target.dataset.line) return
    event.preventDefault()
    const buttons = [...event.currentTarget.querySelectorAll<HTMLButtonElement>('button[data-line]')]
    buttons[buttons.indexOf(event.target) + step]?.focus()
  }
  return (
    <div className="py-2">
      <ol aria-label="Text, line by line" className="font-mono text-xs leading-5" onKeyDown={onKeyDown}>
        {lines.map((line, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the lines of a comparison never change
          <Line key={at} line={line} changedWords={changedWords.get(at)}>
            {discussed?.onComment && line.kind !== 'skipped' && line.text.trim() !== '' && (
              <Button
                variant="ghost"
                size="icon-sm"
                data-line={at}
                tabIndex={at === Math.max(current, first) ? 0 : -1}
                aria-label={`Comment on “${line.text.trim().slice(0, 80)}”`}
                className="-my-1 shrink-0 opacity-0 focus-visible:opacity-100 group-hover/line:opacity-100 pointer-coarse:opacity-100"
                onFocus={() => setCurrent(at)}
                onClick={() => discussed.onComment?.(at)}
              >
                <MessageSquarePlus />
              </Button>
            )}
            {placed?.below.get(at)}
          </Line>
        ))}
      </ol>
      {placed?.rest}
      {moreLines > 0 && (
        <p className="px-3 pt-2 text-fg-muted text-xs">
          {formatCount(moreLines, 'more line')} of the difference {moreLines === 1 ? 'is' : 'are'} not shown.
        </p>
      )}
    </div>
  )
}

type LineProps = { line: DiffLine; changedWords: WordRange[] | undefined; children: ReactNode }

function Line({ line, changedWords = [], children }: LineProps) {
  const { kind, text, more, section, moduleId, version } = line
  if (kind === 'skipped') {
    return (
      <li className="my-1 border-y bg-surface px-3 py-0.5 font-sans text-fg-faint">
        {formatCount(more ?? 0, 'unchanged line')}
      </li>
    )
  }
  const source = moduleId === undefined ? '' : ` · ${nameVersion(moduleId, version)}`
  const isChanged = kind !== 'same'
  return (
    <li
      data-origin={section}
      data-kind={kind}
      title={section && `${ORIGIN_META[section].label}${source}`}
      className={cn(
        'group/line flex flex-wrap gap-x-2 border-l-4 pr-3 pl-2',
        section ? 'origin-edge' : 'border-transparent',
        kind === 'in' && 'bg-success/10',
        kind === 'out' && 'bg-danger/10',
        !isChanged && 'text-fg-muted',
      )}
    >
      <span className={cn('w-3 shrink-0 select-none', kind === 'in' ? 'text-success' : 'text-danger')} aria-hidden>
        {SIGNS[kind]}
      </span>
      <span className="min-w-0 flex-1 whitespace-pre-wrap [overflow-wrap:anywhere]">
        <span className="sr-only">{WORDS[kind]}</span>
        {markWords(text, changedWords, kind === 'in' ? 'bg-success/30' : 'bg-danger/30')}
        {more !== undefined && (
          <span className="font-sans text-fg-faint"> … {formatCount(more, 'more character')}</span>
        )}
      </span>
      {children}
    </li>
  )
}

function markWords(text: string, ranges: WordRange[], tint: string): ReactNode[] {
  const parts = ranges.flatMap(({ start, end }, at) => [
    text.slice(ranges[at - 1]?.end ?? 0, start),
    <mark key={start} className={cn('rounded-sm text-inherit', tint)}>
      {text.slice(start, end)}
    </mark>,
  ])
  return [...parts, text.slice(ranges.at(-1)?.end ?? 0)]
}
