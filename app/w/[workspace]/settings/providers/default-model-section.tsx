'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { modelsQuery } from '@/components/data/models-query'
import { useAction } from '@/components/data/use-action'
import { Field } from '@/components/ui/field'
import { Section } from '@/components/ui/section'
import { Select } from '@/components/ui/select'
import { chooseDefaultModelAction } from './actions'

/** Shown once there is a choice. */
export function DefaultModelSection() {
  const client = useQueryClient()
  const { data } = useQuery(modelsQuery())
  const choose = useAction(chooseDefaultModelAction, {
    onSuccess: () => client.invalidateQueries({ queryKey: ['models'] }),
  })
  const [offline] = data?.items ?? []
  if (!data || !offline || data.items.length === 1) return null
  const isOffered = data.items.some(({ id }) => id === data.defaultModel)
  const value = (isOffered && data.defaultModel) || offline.id
  return (
    <Section
      title="First model"
      description="Answers in the first conversation of whoever has not chosen one, and requests of programs that name none. A conversation keeps the model that it asked last, and a new one begins with the model that its person asked last."
    >
      <Field
        label="Model"
        hint={data.defaultModel && !isOffered ? `${data.defaultModel} is no longer offered.` : undefined}
      >
        {(control) => (
          <Select
            {...control}
            className="max-w-sm"
            value={value}
            disabled={choose.isPending}
            onValueChange={(model) => choose.mutate({ model: model === offline.id ? null : model })}
            options={data.items.map(({ id, name, isOffline, providerName }) => ({
              value: id,
              label: name,
              hint: isOffline ? undefined : providerName,
            }))}
          />
        )}
      </Field>
    </Section>
  )
}
