import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useId } from 'react'
import { useAction } from '@/components/data/use-action'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { Notice } from '@/components/ui/error-state'
import { Section } from '@/components/ui/section'
import type { NoiseKind } from '@/lib/engine'
import type { CleanerDto } from '@/lib/schemas/modules/cleaner'
import { changeCleanerAction } from './actions'
import { describeChange, NOISE_KINDS, NOISE_WORDS } from './cleaner-words'
import { cleanerQuery } from './queries'

type CleanerFormProps = { cleaner: CleanerDto; leftOut: NoiseKind[]; onChange: (leftOut: NoiseKind[]) => void }

export function CleanerForm({ cleaner, leftOut, onChange }: CleanerFormProps) {
  const client = useQueryClient()
  const change = useAction(changeCleanerAction, {
    onSuccess: (changed) => client.setQueryData(cleanerQuery().queryKey, changed),
    onError: () => undefined,
  })
  const isChanged = NOISE_KINDS.some((kind) => leftOut.includes(kind) !== cleaner.leftOut.includes(kind))
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    change.mutate({ leftOut })
  }
  const toggle = (kind: NoiseKind) =>
    onChange(NOISE_KINDS.filter((each) => (each === kind ? !leftOut.includes(kind) : leftOut.includes(each))))
  return (
    <Section title="What is left out" description="Code keeps everything but base64 data.">
      <form onSubmit={onSubmit} className="flex flex-col gap-4 rounded-md border p-3">
        <fieldset className="flex flex-col gap-3" disabled={change.isPending}>
          <legend className="sr-only">What is left out</legend>
          {NOISE_KINDS.map((kind) => (
            <KindBox key={kind} kind={kind} isChecked={leftOut.includes(kind)} onToggle={() => toggle(kind)} />
          ))}
        </fieldset>
        {isChanged && <p className="max-w-[75ch] text-fg-muted text-sm">{describeChange(cleaner)}</p>}
        <div className="flex gap-2">
          <Button type="submit" variant="primary" isPending={change.isPending} disabled={!isChanged}>
            Use this setting
          </Button>
          {isChanged && <Button onClick={() => onChange(cleaner.leftOut)}>Reset</Button>}
        </div>
        {change.error && <Notice title={change.error.message} requestId={change.error.requestId} />}
      </form>
    </Section>
  )
}

type KindBoxProps = { kind: NoiseKind; isChecked: boolean; onToggle: () => void }

function KindBox({ kind, isChecked, onToggle }: KindBoxProps) {
  const id = useId()
  const { label, hint } = NOISE_WORDS[kind]
  return (
    <div className="flex items-start gap-2.5">
      <Checkbox
        id={id}
        checked={isChecked}
        onCheckedChange={onToggle}
        aria-describedby={`${id}-hint`}
        className="mt-0.5"
      />
      <div className="min-w-0">
        <label htmlFor={id} className="font-medium text-sm">
          {label}
        </label>
        <p id={`${id}-hint`} className="text-fg-muted text-xs">
          {hint}
        </p>
      </div>
    </div>
  )
}
