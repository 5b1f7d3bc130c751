import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, useId, useState } from 'react'
import { ErrorState } from '@/components/ui/error-state'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Section } from '@/components/ui/section'
import { Skeleton } from '@/components/ui/skeleton'
import type { NoiseKind } from '@/lib/engine'
import type { CleanerPreviewDto } from '@/lib/schemas/modules/cleaner'
import { describeKind, describeSaving, NOISE_WORDS } from './cleaner-words'
import { namesQuery, previewQuery } from './queries'

/** What the chosen setting would leave out of a module, marked in its text. */
export function CleanerPreview({ leftOut }: { leftOut: NoiseKind[] }) {
  const listId = useId()
  const [typed, setTyped] = useState('')
  const name = useDeferredValue(typed.trim())
  const { data: found } = useQuery(namesQuery(name))
  const module = name === '' ? undefined : found?.items.find(({ id, name: own }) => id === name || own === name)
  return (
    <Section title="Preview" description="Nothing changes until the setting is used.">
      <Field label="Module" hint="Its name or id; the best fits are suggested while you type.">
        {(control) => (
          <Input
            {...control}
            className="max-w-96"
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            list={listId}
            placeholder="Name of a module"
          />
        )}
      </Field>
      <datalist id={listId}>
        {found?.items.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </datalist>
      {module ? (
        <ModulePreview id={module.id} leftOut={leftOut} />
      ) : (
        <p className="text-fg-muted text-sm">
          {name === ''
            ? 'Choose a module to see what is left out of it.'
            : found?.items.length === 0
              ? `No module fits “${name}”.`
              : 'Choose one of the suggested modules.'}
        </p>
      )}
    </Section>
  )
}

function ModulePreview({ id, leftOut }: { id: string; leftOut: NoiseKind[] }) {
  const { data: preview, error, refetch } = useQuery(previewQuery(id, leftOut))
  if (error && !preview) return <ErrorState title="No preview" description={error.message} onRetry={refetch} />
  if (!preview) {
    return (
      <div role="status" aria-label="Loading the preview" className="space-y-2">
        <Skeleton className="h-4 w-64" />
        <Skeleton className="h-40 w-full" />
      </div>
    )
  }
  return (
    <div className="flex min-w-0 flex-col gap-2">
      <p role="status" className="text-sm tabular-nums">
        {describeSaving(preview)}
      </p>
      {preview.kinds.length > 0 && (
        <ul aria-label="What was found" className="flex flex-wrap gap-x-4 gap-y-1 text-fg-muted text-xs tabular-nums">
          {preview.kinds.map((found) => (
            <li key={found.kind}>
              {describeKind(found)}
              {!leftOut.includes(found.kind) && ', kept'}
            </li>
          ))}
        </ul>
      )}
      <Pieces pieces={preview.pieces} />
      {preview.isCut && <p className="text-fg-muted text-xs">The text goes on; the numbers are of all of it.</p>}
    </div>
  )
}

function Pieces({ pieces }: Pick<CleanerPreviewDto, 'pieces'>) {
  return (
    <section
      aria-label="The text, with what is left out struck through"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls is reached by the keyboard
      tabIndex={0}
      className="max-h-[32rem] overflow-auto rounded-md border bg-muted/40 p-3 font-mono text-xs leading-5"
    >
      <p className="whitespace-pre-wrap [overflow-wrap:anywhere]">
        {pieces.map(({ text, kind }, at) =>
          kind === null ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no names, and are replaced together
            <span key={at}>{text}</span>
          ) : (
            // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no names, and are replaced together
            <del key={at} title={NOISE_WORDS[kind].label} className="bg-danger/8 text-fg-muted decoration-danger">
              {text}
            </del>
          ),
        )}
      </p>
    </section>
  )
}
