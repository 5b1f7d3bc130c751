'use client'

import { Field } from '@/components/ui/field'
import { Select } from '@/components/ui/select'
import type { RerankingModelsDto } from '@/lib/schemas/contexts/policy'
import { RERANKING_MODEL } from './policy-choices'

/** Select has no empty value, and no model can have this name. */
const NONE = ':none'

type RerankingModelProps = {
  value: string | undefined
  available: RerankingModelsDto
  isReadOnly: boolean
  className?: string
  onChange: (model: string | undefined) => void
}

/** Which cross-encoder reads the best candidates, if any. */
export function RerankingModel({ value, available, isReadOnly, className, onChange }: RerankingModelProps) {
  const { models, modelsDir, isInstalled, installCommand } = available
  const isMissing = value !== undefined && !models.includes(value)
  const options = [
    { value: NONE, label: 'None: the retrievers’ scores' },
    ...models.map((model) => ({ value: model, label: model })),
    ...(isMissing ? [{ value, label: `${value} (not found)` }] : []),
  ]
  const hint = isInstalled
    ? `A cross-encoder from a folder of ${modelsDir}.`
    : `A cross-encoder from a folder of ${modelsDir}. It needs “${installCommand}” and a restart.`
  return (
    <Field label={RERANKING_MODEL.label} hint={hint} className={className}>
      {(control) => (
        <Select
          {...control}
          className="max-w-full"
          disabled={isReadOnly}
          value={value ?? NONE}
          onValueChange={(model) => onChange(model === NONE ? undefined : model)}
          options={options}
        />
      )}
    </Field>
  )
}
