'use client'

import { ChevronRight } from 'lucide-react'
import { useId, useState } from 'react'
import { toQuery } from '@/components/data/api-client'
import { Badge } from '@/components/ui/badge'
import { cn } from '@/components/ui/cn'
import { formatNumber, formatPercent } from '@/components/ui/format-number'
import { Td } from '@/components/ui/table'
import { WorkspaceLink } from '@/components/workspace/workspace-link'
import type { AblatedContextDto, AblatedModuleDto } from '@/lib/schemas/query-sets/ablation'
import { describeCheck } from '@/lib/schemas/query-sets/describe-check'
import { describeWithout, judgeModule } from './ablation-words'

type AblatedRowProps = {
  module: AblatedModuleDto
  contexts: number
  hasRecall: boolean
  nameOf: (moduleId: string) => string
}

export function AblatedRow({ module, contexts, hasRecall, nameOf }: AblatedRowProps) {
  const [isOpen, setIsOpen] = useState(false)
  const id = useId()
  const { moduleId, name, sentIn, tokens, freed, broken, recall, isDone } = module
  const canOpen = module.contexts.length > 0
  return (
    <>
      <tr className="align-top">
        <Td className="py-1.5">
          <div className="flex items-start gap-1">
            <button
              type="button"
              disabled={!canOpen}
              aria-expanded={isOpen}
              aria-controls={id}
              aria-label={`Contexts that change without ${name}`}
              onClick={() => setIsOpen(!isOpen)}
              className="mt-0.5 rounded-md disabled:invisible"
            >
              <ChevronRight className={cn('size-4 text-fg-faint', isOpen && 'rotate-90')} aria-hidden />
            </button>
            <div className="min-w-0 space-y-1">
              <WorkspaceLink
                href={`/modules/${encodeURIComponent(moduleId)}`}
                className="rounded-md [overflow-wrap:anywhere] hover:underline"
              >
                {name}
              </WorkspaceLink>
              <div className="flex flex-wrap gap-1">
                {judgeModule(module).map(({ tone, words }) => (
                  <Badge key={words} tone={tone}>
                    {words}
                  </Badge>
                ))}
                {!isDone && <Badge>not all tried</Badge>}
              </div>
            </div>
          </div>
        </Td>
        <Td className="tabular py-2 text-right max-md:hidden">
          {sentIn} of {contexts}
        </Td>
        <Td className="tabular py-2 text-right">{formatNumber(tokens)}</Td>
        <Td className="tabular py-2 text-right max-md:hidden">{formatNumber(freed)}</Td>
        <Td className="tabular py-2 text-right">{broken > 0 ? formatNumber(broken) : '–'}</Td>
        {hasRecall && (
          <Td
            className="tabular py-2 text-right max-md:hidden"
            title={recall ? `recall@10 ${recall.a.toFixed(2)} with it, ${recall.b.toFixed(2)} without` : undefined}
          >
            {recall && recall.a !== recall.b ? formatPercent(recall.a - recall.b) : '–'}
          </Td>
        )}
      </tr>
      {isOpen && (
        <tr id={id}>
          <td colSpan={6} className="border-b bg-surface px-3 py-2">
            <ul aria-label={`Contexts that change without ${name}`} className="space-y-2">
              {module.contexts.map((context) => (
                <ChangedContext key={context.queryId} context={context} nameOf={nameOf} />
              ))}
            </ul>
          </td>
        </tr>
      )}
    </>
  )
}

type ChangedContextProps = Pick<AblatedRowProps, 'nameOf'> & { context: AblatedContextDto }

function ChangedContext({ context, nameOf }: ChangedContextProps) {
  const { query, broken, mended, labels, a, b, inputTokens } = context
  const isComparable = inputTokens.a !== null && inputTokens.b !== null
  return (
    <li className="flex flex-wrap items-start gap-x-3 gap-y-0.5 text-sm">
      <div className="min-w-0 flex-1 basis-60">
        <p className="[overflow-wrap:anywhere]">{query}</p>
        {broken.map(({ check, because }) => (
          <p
            key={describeCheck(check)}
            title={describeCheck(check)}
            className="text-danger text-xs [overflow-wrap:anywhere]"
          >
            Breaks: {describeCheck(check, nameOf)}. {because}
          </p>
        ))}
        {mended.map(({ check }) => (
          <p
            key={describeCheck(check)}
            title={describeCheck(check)}
            className="text-warning text-xs [overflow-wrap:anywhere]"
          >
            Holds only without it: {describeCheck(check, nameOf)}.
          </p>
        ))}
        {labels && labels.recall.a !== labels.recall.b && (
          <p className={cn('text-xs', labels.recall.b > labels.recall.a ? 'text-danger' : 'text-fg-muted')}>
            Labels among the first 10: {formatPercent(labels.recall.a)} with it, {formatPercent(labels.recall.b)}{' '}
            without.
          </p>
        )}
        {labels && labels.sent.a !== labels.sent.b && (
          <p className={cn('text-xs', labels.sent.b > labels.sent.a ? 'text-danger' : 'text-fg-muted')}>
            Labels that are sent: {formatPercent(labels.sent.a)} with it, {formatPercent(labels.sent.b)} without.
          </p>
        )}
      </div>
      <span className="tabular text-fg-muted">{describeWithout(context)}</span>
      {isComparable && (
        <WorkspaceLink href={`/compare${toQuery({ a, b })}`} className="rounded-md text-accent hover:underline">
          Compare
        </WorkspaceLink>
      )}
    </li>
  )
}
