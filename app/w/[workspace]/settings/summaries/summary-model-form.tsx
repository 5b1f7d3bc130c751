import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useAction } from '@/components/data/use-action'
import { Button } from '@/components/ui/button'
import { Choice } from '@/components/ui/choice'
import { Notice } from '@/components/ui/error-state'
import { Field } from '@/components/ui/field'
import { Section } from '@/components/ui/section'
import { Select } from '@/components/ui/select'
import { WorkspaceLink } from '@/components/workspace/workspace-link'
import type { AvailableModelDto } from '@/lib/schemas/workspaces/provider'
import { chooseSummaryModelAction } from './actions'
import { summaryModelQuery } from './queries'
import { describeSending } from './summary-words'

/** Select has no empty value, and no model can have this name. */
const NONE = ':none'

type SummaryModelFormProps = {
  current: string | null
  /** Conversations too. */
  isOfConversations: boolean
  offered: AvailableModelDto[]
  /** That are summarized anew when another is chosen. */
  modules: number
}

export function SummaryModelForm({ current, isOfConversations, offered, modules }: SummaryModelFormProps) {
  const client = useQueryClient()
  const [value, setValue] = useState(current ?? NONE)
  const [conversations, setConversations] = useState(isOfConversations)
  const choose = useAction(chooseSummaryModelAction, {
    onSuccess: (chosen) => client.setQueryData(summaryModelQuery().queryKey, chosen),
    onError: () => undefined,
  })
  const model = offered.find(({ id }) => id === value)
  const isGone = current !== null && offered.every(({ id }) => id !== current)
  const options = [
    { value: NONE, label: 'The modules’ own sentences' },
    ...offered.map(({ id, name, providerName }) => ({ value: id, label: name, hint: providerName })),
    ...(isGone ? [{ value: current, label: `${current} (no provider offers it)` }] : []),
  ]
  const isSame = value === (current ?? NONE) && (value === NONE || conversations === isOfConversations)
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    choose.mutate({ model: value === NONE ? null : value, conversations: value !== NONE && conversations })
  }
  return (
    <Section
      title="Change what writes them"
      description="The texts’ own sentences are picked on this machine, at once. A model writes in its own words, and what it has written for a text is kept."
    >
      <form onSubmit={onSubmit} noValidate className="flex flex-col gap-4 rounded-md border p-3">
        <Field
          label="What writes summaries"
          hint={model ? describeSending(modules, model.providerName) : 'Nothing leaves this machine.'}
        >
          {(control) => (
            <Select
              {...control}
              value={value}
              onValueChange={(next) => {
                setValue(next)
                choose.reset()
              }}
              options={options}
            />
          )}
        </Field>
        {model && (
          <Choice
            label="Conversations too"
            hint={`Parts of a conversation that are over are sent to ${model.providerName}, each once, as usage of whoever asked. Not sent: temporary conversations, and parts with a fact that may not leave this machine.`}
            isOn={conversations}
            onChange={setConversations}
          />
        )}
        {offered.length === 0 && (
          <Notice tone="info" title="No provider is set, so there is no model to choose">
            <WorkspaceLink href="/settings/providers" className="text-accent underline">
              Add a provider
            </WorkspaceLink>{' '}
            first.
          </Notice>
        )}
        <div>
          <Button type="submit" variant="primary" isPending={choose.isPending} disabled={isSame}>
            Use for summaries
          </Button>
        </div>
        {choose.error && <Notice title={choose.error.message} requestId={choose.error.requestId} />}
      </form>
    </Section>
  )
}
