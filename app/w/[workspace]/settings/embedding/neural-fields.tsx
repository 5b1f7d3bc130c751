import { useId } from 'react'
import { Checkbox } from '@/components/ui/checkbox'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import type { EmbeddingModelsDto } from '@/lib/schemas/contexts/embedding'
import { LIMITS } from '@/lib/schemas/limits'
import { type FormValues, knownModels } from './form-values'

type NeuralFieldsProps = {
  values: FormValues
  models: EmbeddingModelsDto
  /** By field. */
  errors: Record<string, string>
  onChange: (change: Partial<FormValues>) => void
}

/** What only models that were trained have. */
export function NeuralFields({ values, models, errors, onChange }: NeuralFieldsProps) {
  const id = useId()
  const isLocal = values.source === 'transformers'
  const isLate = values.context === 'late'
  const { local } = models
  return (
    <>
      <Field
        label="Model"
        error={errors.model}
        hint={
          isLocal ? `A folder below ${local.modelsDir}, such as Xenova/all-MiniLM-L6-v2.` : 'As the provider names it.'
        }
      >
        {(control) => (
          <>
            <Input
              {...control}
              list={`${id}-models`}
              className="font-mono"
              autoComplete="off"
              value={values.model}
              onChange={(event) => onChange({ model: event.target.value })}
            />
            <datalist id={`${id}-models`}>
              {knownModels(values.source, models).map((model) => (
                <option key={model} value={model} />
              ))}
            </datalist>
          </>
        )}
      </Field>
      {isLocal && (
        <label htmlFor={`${id}-download`} className="flex items-center gap-2 text-sm">
          <Checkbox
            id={`${id}-download`}
            checked={values.isDownloadAllowed}
            onCheckedChange={(checked) => onChange({ isDownloadAllowed: checked === true })}
          />
          Download it from huggingface.co when the folder lacks it
        </label>
      )}
      <Field label="Context of a chunk" hint="May help chunks that only make sense in their module.">
        {(control) => (
          <Select
            {...control}
            value={values.context}
            onValueChange={(context) => onChange({ context })}
            options={[
              { value: 'alone', label: 'None: each chunk by itself' },
              { value: 'parent', label: 'A share of its module’s vector' },
              ...(isLocal ? [{ value: 'late' as const, label: 'Late chunking: pooled from the whole module' }] : []),
            ]}
          />
        )}
      </Field>
      {values.context !== 'alone' && (
        <Field
          label={isLate ? 'Share of a module too long for late chunking (%)' : 'Share of the module (%)'}
          hint={`Up to ${100 * LIMITS.parentShare}: with more, the chunks of a module could hardly be told apart.`}
          error={errors.parentShare}
        >
          {(control) => (
            <Input
              {...control}
              type="number"
              min={isLate ? 0 : 1}
              max={100 * LIMITS.parentShare}
              className="tabular w-28"
              value={values.parentPercent}
              onChange={(event) => onChange({ parentPercent: event.target.value })}
            />
          )}
        </Field>
      )}
      <div className="flex flex-col gap-1">
        <label htmlFor={`${id}-messages`} className="flex items-center gap-2 text-sm">
          <Checkbox
            id={`${id}-messages`}
            aria-describedby={`${id}-messages-hint`}
            checked={values.embedsMessages}
            onCheckedChange={(checked) => onChange({ embedsMessages: checked === true })}
          />
          Messages of conversations too
        </label>
        <p id={`${id}-messages-hint`} className="text-fg-muted text-xs">
          Earlier messages are found by meaning, not only by their words.{' '}
          {isLocal ? 'Nothing leaves this machine.' : 'They are sent to this provider, as every question is.'}
        </p>
      </div>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Before a query (optional)" hint="Some models want “query: ” or the like.">
          {(control) => (
            <Input
              {...control}
              className="font-mono"
              value={values.queryPrefix}
              onChange={(event) => onChange({ queryPrefix: event.target.value })}
            />
          )}
        </Field>
        <Field label="Before a text (optional)" hint="Such as “passage: ”.">
          {(control) => (
            <Input
              {...control}
              className="font-mono"
              value={values.textPrefix}
              onChange={(event) => onChange({ textPrefix: event.target.value })}
            />
          )}
        </Field>
      </div>
    </>
  )
}
