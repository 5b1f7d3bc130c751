import { type FormEvent, useState } from 'react'
import { useAction } from '@/components/data/use-action'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/error-state'
import { Field } from '@/components/ui/field'
import { Section } from '@/components/ui/section'
import { Select } from '@/components/ui/select'
import type { EmbeddingIndexDto, EmbeddingModelsDto } from '@/lib/schemas/contexts/embedding'
import { chooseEmbeddingAction, tryEmbeddingAction } from './actions'
import { isNeuralSource, ofSource, sourceOptions, toChoice, toFormValues } from './form-values'
import { NeuralFields } from './neural-fields'
import { useEmbeddingAction } from './use-embedding-action'

const HINTS: Record<string, string> = {
  automatic: 'Fitted to this workspace’s own texts, and anew as they change. Nothing leaves this machine.',
  hash: 'Knows inflections, compounds and misspellings, but no meanings. Needs no texts to be fitted to.',
  transformers: 'Runs in this process, on its processor.',
}

/** What embeds from now on. */
export function ModelForm({ current, models }: { current: EmbeddingIndexDto; models: EmbeddingModelsDto }) {
  const [values, setValues] = useState(() => toFormValues(current))
  const choose = useEmbeddingAction(chooseEmbeddingAction, () => undefined)
  const test = useAction(tryEmbeddingAction, { onError: () => undefined })
  const isNeural = isNeuralSource(values.source)
  const isUnchanged = JSON.stringify(toChoice(values)) === JSON.stringify(toChoice(toFormValues(current)))
  const fields = choose.error?.fields ?? test.error?.fields ?? {}
  /** Shown at its field. */
  const isAtField = Boolean(fields.model ?? fields.parentShare)
  const change = (changed: Partial<typeof values>) => {
    setValues({ ...values, ...changed })
    test.reset()
    choose.reset()
  }
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    choose.mutate(toChoice(values))
  }
  return (
    <Section
      title="Change the model"
      description="With another model every text is embedded anew in the background. Searches go on with the index that serves until then."
    >
      <form onSubmit={onSubmit} noValidate className="flex flex-col gap-4 rounded-md border p-3">
        <Field label="What embeds" hint={HINTS[values.source] ?? 'Texts are sent to this provider.'}>
          {(control) => (
            <Select
              {...control}
              value={values.source}
              options={sourceOptions(models)}
              onValueChange={(source) => change(ofSource(source))}
            />
          )}
        </Field>
        {isNeural && <NeuralFields values={values} models={models} errors={fields} onChange={change} />}
        <div className="flex flex-wrap items-center gap-2">
          <Button
            type="submit"
            variant="primary"
            isPending={choose.isPending}
            disabled={isUnchanged || (isNeural && !values.model.trim())}
          >
            Use this model
          </Button>
          {isNeural && (
            <Button
              isPending={test.isPending}
              disabled={!values.model.trim()}
              onClick={() => test.mutate(toChoice(values))}
            >
              Test
            </Button>
          )}
        </div>
        {test.data && (
          <Notice
            tone={test.data.isOk ? 'info' : 'danger'}
            title={test.data.isOk ? `${test.data.message} (${test.data.latencyMs} ms)` : test.data.message}
          />
        )}
        {test.error && !isAtField && <Notice title={test.error.message} requestId={test.error.requestId} />}
        {choose.error && !isAtField && <Notice title={choose.error.message} requestId={choose.error.requestId} />}
      </form>
    </Section>
  )
}
