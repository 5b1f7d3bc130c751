'use client'

import { SlidersHorizontal } from 'lucide-react'
import { usePoliciesToAsk } from '@/components/policy/use-policies-to-ask'
import { ReleaseSelect, useHasReleases } from '@/components/release/release-select'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Popover } from '@/components/ui/popover'
import { Select } from '@/components/ui/select'
import { INTENTS, type Intent, LAYOUTS, type Layout } from '@/lib/engine'

/** What the composer sends beside the question; what is left out is the policy's or the model's. */
export type ComposeOptions = {
  model?: string
  release?: string
  /** `id`, or `id@version`. */
  policy?: string
  /** Whose questions these are: their profile takes part, and learns. Null is nobody, whoever the conversation is of. */
  profileId?: string | null
  /** Of a new conversation: nothing is learned from it, and nothing of it is kept. */
  isTemporary?: boolean
  task?: Intent
  layout?: Layout
  contextWindow?: number
  maxOutputTokens?: number
  pins?: string[]
  excludes?: string[]
  /** Summaries of the conversation whose messages are wanted. */
  unfolds?: string[]
}

type ComposeOptionsProps = { options: ComposeOptions; onChange: (options: ComposeOptions) => void }

const AUTO = 'auto'

function toCount(text: string): number | undefined {
  const value = Number.parseInt(text, 10)
  return Number.isFinite(value) && value > 0 ? value : undefined
}

function toIds(text: string): string[] | undefined {
  const ids = text.split(/[\s,]+/).filter((id) => id !== '')
  return ids.length > 0 ? ids : undefined
}

export function ComposeOptionsMenu({ options, onChange }: ComposeOptionsProps) {
  const hasReleases = useHasReleases()
  const policies = usePoliciesToAsk()
  const set = (change: Partial<ComposeOptions>) => onChange({ ...options, ...change })
  const { model: _, profileId: __, isTemporary: ___, ...extras } = options
  const changed = Object.values(extras).filter((value) => value !== undefined).length
  return (
    <Popover
      label="How to compose"
      side="top"
      className="max-h-[70dvh] w-80 space-y-3 overflow-y-auto"
      trigger={
        <Button variant="ghost" size="sm" title="How to compose">
          <SlidersHorizontal />
          <span className="@max-3xl:sr-only">Options</span>
          {changed > 0 && ` (${changed})`}
        </Button>
      }
    >
      {hasReleases && (
        <Field label="Release">
          {(control) => (
            <ReleaseSelect {...control} value={options.release} onValueChange={(release) => set({ release })} />
          )}
        </Field>
      )}
      {policies.length > 0 && (
        <Field label="Policy">
          {(control) => (
            <Select
              {...control}
              value={options.policy ?? AUTO}
              onValueChange={(policy) => set({ policy: policy === AUTO ? undefined : policy })}
              options={[
                { value: AUTO, label: 'As the workspace says' },
                ...policies.map(({ policy, label }) => ({ value: policy, label })),
              ]}
            />
          )}
        </Field>
      )}
      <Field label="Task">
        {(control) => (
          <Select
            {...control}
            value={options.task ?? AUTO}
            onValueChange={(task) => set({ task: INTENTS.find((intent) => intent === task) })}
            options={[
              { value: AUTO, label: 'As the query says' },
              ...INTENTS.map((value) => ({ value, label: value })),
            ]}
          />
        )}
      </Field>
      <Field label="Layout">
        {(control) => (
          <Select
            {...control}
            value={options.layout ?? AUTO}
            onValueChange={(layout) => set({ layout: LAYOUTS.find((name) => name === layout) })}
            options={[
              { value: AUTO, label: 'As the policy says' },
              { value: 'chat', label: 'Chat: real messages' },
              { value: 'single', label: 'Single: one text' },
            ]}
          />
        )}
      </Field>
      <div className="grid grid-cols-2 gap-3">
        <Field label="Window" hint="tokens">
          {(control) => (
            <Input
              {...control}
              inputMode="numeric"
              placeholder="the model’s"
              defaultValue={options.contextWindow}
              onChange={(event) => set({ contextWindow: toCount(event.target.value) })}
            />
          )}
        </Field>
        <Field label="Response reserve" hint="tokens">
          {(control) => (
            <Input
              {...control}
              inputMode="numeric"
              placeholder="the model’s"
              defaultValue={options.maxOutputTokens}
              onChange={(event) => set({ maxOutputTokens: toCount(event.target.value) })}
            />
          )}
        </Field>
      </div>
      <Field label="Pin modules" hint="ids, they must take part">
        {(control) => (
          <Input
            {...control}
            className="font-mono"
            defaultValue={options.pins?.join(', ')}
            onChange={(event) => set({ pins: toIds(event.target.value) })}
          />
        )}
      </Field>
      <Field label="Exclude modules" hint="ids, they must not">
        {(control) => (
          <Input
            {...control}
            className="font-mono"
            defaultValue={options.excludes?.join(', ')}
            onChange={(event) => set({ excludes: toIds(event.target.value) })}
          />
        )}
      </Field>
    </Popover>
  )
}
