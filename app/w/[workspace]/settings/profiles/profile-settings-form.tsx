import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { toast } from 'sonner'
import { useAction } from '@/components/data/use-action'
import { Button } from '@/components/ui/button'
import { Choice } from '@/components/ui/choice'
import { Notice } from '@/components/ui/error-state'
import { Field } from '@/components/ui/field'
import { Select } from '@/components/ui/select'
import { WorkspaceLink } from '@/components/workspace/workspace-link'
import type { ProfileSettingsDto } from '@/lib/schemas/profiles/profile'
import type { AvailableModelDto } from '@/lib/schemas/workspaces/provider'
import { saveProfileSettingsAction } from './actions'
import { profileSettingsQuery } from './queries'

/** Select has no empty value, and no model can have this name. */
const NONE = ':none'

const ACCEPTS = [
  { value: 'none', label: 'Nothing', hint: 'Every fact waits to be accepted.' },
  { value: 'explicit', label: 'What is said outright', hint: 'What is inferred waits to be accepted.' },
  { value: 'all', label: 'All of it', hint: 'Nothing waits.' },
] as const
type Accepts = (typeof ACCEPTS)[number]['value']

type ProfileSettingsFormProps = { saved: ProfileSettingsDto; offered: AvailableModelDto[] }

export function ProfileSettingsForm({ saved, offered }: ProfileSettingsFormProps) {
  const client = useQueryClient()
  const [isLearning, setLearning] = useState(saved.isLearning)
  const [accepts, setAccepts] = useState<Accepts>(saved.accepts)
  const [model, setModel] = useState(saved.model)
  const save = useAction(saveProfileSettingsAction, {
    onSuccess: (changed) => {
      client.setQueryData(profileSettingsQuery().queryKey, changed)
      toast('The settings are saved')
    },
    onError: () => undefined,
  })
  const chosen = offered.find(({ id }) => id === model)
  const isGone = saved.model !== null && offered.every(({ id }) => id !== saved.model)
  const models = [
    { value: NONE, label: 'Rules alone' },
    ...offered.map(({ id, name, providerName }) => ({ value: id, label: name, hint: providerName })),
    ...(isGone && saved.model !== null
      ? [{ value: saved.model, label: `${saved.model} (no provider offers it)` }]
      : []),
  ]
  const isSame = isLearning === saved.isLearning && accepts === saved.accepts && model === saved.model
  return (
    <form
      className="flex flex-col gap-4 rounded-md border p-3"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate({ isLearning, accepts, model })
      }}
    >
      <Choice
        label="Conversations add to profiles"
        hint="From a person’s own words. Never from a temporary conversation."
        isOn={isLearning}
        onChange={setLearning}
      />
      {isLearning && (
        <>
          <Field label="Holds without being asked" hint={ACCEPTS.find(({ value }) => value === accepts)?.hint}>
            {(control) => (
              <Select
                {...control}
                value={accepts}
                options={ACCEPTS.map(({ value, label }) => ({ value, label }))}
                onValueChange={(next) => setAccepts(ACCEPTS.find(({ value }) => value === next)?.value ?? accepts)}
              />
            )}
          </Field>
          <Field label="What reads facts" hint={tellSending(chosen?.providerName)}>
            {(control) => (
              <Select
                {...control}
                value={model ?? NONE}
                options={models}
                onValueChange={(next) => {
                  setModel(next === NONE ? null : next)
                  save.reset()
                }}
              />
            )}
          </Field>
          {offered.length === 0 && (
            <p className="text-fg-muted text-sm">
              A model reads what rules miss. To choose one,{' '}
              <WorkspaceLink href="/settings/providers" className="text-accent underline underline-offset-4">
                add a provider
              </WorkspaceLink>
              .
            </p>
          )}
        </>
      )}
      <div>
        <Button type="submit" variant="primary" isPending={save.isPending} disabled={isSame}>
          Save
        </Button>
      </div>
      {save.error && <Notice title={save.error.message} requestId={save.error.requestId} />}
    </form>
  )
}

function tellSending(providerName: string | undefined): string {
  if (providerName === undefined) return 'Nothing leaves this machine.'
  return `After an answer, what the question states about its person is sent to ${providerName}, as usage of whoever asked. What the model finds counts as inferred. Not sent: quotes, code, questions, secrets, and what may not leave this machine.`
}
