'use client'

import { useQuery } from '@tanstack/react-query'
import { CircleHelp } from 'lucide-react'
import { useState } from 'react'
import { callApi, toQuery } from '@/components/data/api-client'
import { pickModulesQuery } from '@/components/questions/pick-modules-query'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/error-state'
import { Input } from '@/components/ui/input'
import { Popover } from '@/components/ui/popover'
import { Skeleton } from '@/components/ui/skeleton'
import { type CandidateTrace, REASON_WORDS } from '@/lib/engine'
import type { AbsenceDto } from '@/lib/schemas/contexts/composition'
import { reasonSentence } from './reason-sentence'

type WhyNotProps = { compositionId: string; candidates: CandidateTrace[] }

/** Asks of any module why it is not in the context, and of each of its chunks that was looked at. */
export function WhyNot({ compositionId, candidates }: WhyNotProps) {
  const [text, setText] = useState('')
  const [moduleId, setModuleId] = useState<string | null>(null)
  const [isFirstWanted, setIsFirstWanted] = useState(false)
  const q = text.trim()
  const modules = useQuery({ ...pickModulesQuery(q), enabled: q !== '' && moduleId === null })
  const choose = ({ id, name }: { id: string; name: string }) => {
    setText(name)
    setModuleId(id)
    setIsFirstWanted(false)
  }
  // Enter may come before the names do
  const [first] = modules.data?.items ?? []
  if (isFirstWanted && first && !modules.isFetching) choose(first)
  return (
    <Popover
      label="Why not this module?"
      align="end"
      className="w-80 space-y-2"
      trigger={
        <Button size="sm">
          <CircleHelp />
          Why not…?
        </Button>
      }
    >
      <Input
        aria-label="Module"
        placeholder="A module’s name"
        value={text}
        onChange={(event) => {
          setText(event.target.value)
          setModuleId(null)
          setIsFirstWanted(false)
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !event.nativeEvent.isComposing && q !== '' && !moduleId) setIsFirstWanted(true)
        }}
      />
      {moduleId ? (
        <>
          <Absence compositionId={compositionId} moduleId={moduleId} />
          <Chunks chunks={candidates.filter((each) => each.moduleId === moduleId && each.chunkId !== undefined)} />
        </>
      ) : modules.error ? (
        <Notice tone="danger" title={modules.error.message} />
      ) : modules.data?.items.length === 0 ? (
        <p className="text-fg-muted text-xs">No module is called “{q}”.</p>
      ) : (
        <ul>
          {modules.data?.items.map(({ id, name }) => (
            <li key={id}>
              <button
                type="button"
                className="w-full truncate rounded-md px-2 py-1 text-left text-sm hover:bg-muted"
                onClick={() => choose({ id, name })}
              >
                {name} <span className="font-mono text-fg-faint text-xs">{id}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </Popover>
  )
}

/** A module may be in by one of its chunks and out by another. */
function Chunks({ chunks }: { chunks: CandidateTrace[] }) {
  if (chunks.length === 0) return null
  return (
    <ul aria-label="Its chunks" className="max-h-48 divide-y overflow-y-auto border-t text-xs">
      {chunks.map((chunk) => (
        <li key={`${chunk.chunkId} ${chunk.reason}`} className="py-1">
          <p className="truncate">{chunk.title}</p>
          <p className="text-fg-muted">
            {chunk.fate === 'included' ? 'kept' : 'dropped'}: {reasonSentence(chunk)}
          </p>
        </li>
      ))}
    </ul>
  )
}

function Absence({ compositionId, moduleId }: { compositionId: string; moduleId: string }) {
  const absence = useQuery({
    queryKey: ['compositions', compositionId, 'why-not', moduleId],
    queryFn: ({ signal }) =>
      callApi<AbsenceDto>(`/api/v1/compositions/${compositionId}/why-not${toQuery({ moduleId })}`, { signal }),
  })
  if (absence.error) return <Notice tone="danger" title={absence.error.message} />
  if (!absence.data) return <Skeleton className="h-10" />
  const { isIncluded, reason, detail, changes } = absence.data
  return (
    <div className="space-y-1 text-sm" role="status">
      <p className="font-medium">
        {isIncluded ? `It is in the context: ${REASON_WORDS[reason]}` : REASON_WORDS[reason]}
      </p>
      {detail && <p className="text-fg-muted text-xs">{detail}</p>}
      {changes.length > 0 && (
        <p className="text-fg-faint text-xs">Changed since this answer: {changes.map(describeChange).join('; ')}.</p>
      )}
    </div>
  )
}

/** `api-keys, version 3 → 4`; what took no part has no version then. */
function describeChange({ kind, id, from, to }: AbsenceDto['changes'][number]): string {
  const name = kind === 'policy' ? `policy ${id}` : id
  if (to === null) return `${name} is no longer in use`
  return from === null ? `${name} was published as version ${to}` : `${name}, version ${from} → ${to}`
}
