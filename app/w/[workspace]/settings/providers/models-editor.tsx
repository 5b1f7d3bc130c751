'use client'

import { Plus, X } from 'lucide-react'
import { useId } from 'react'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/input'
import type { ProviderModel } from '@/lib/schemas/provider'

export type ModelDraft = { key: string; model: ProviderModel }

const toDraft = (model: ProviderModel): ModelDraft => ({ key: crypto.randomUUID(), model })
export const toModelDrafts = (models: readonly ProviderModel[]): ModelDraft[] => models.map(toDraft)

/** Rows without an id are dropped. */
export function toModels(drafts: readonly ModelDraft[]): ProviderModel[] {
  return drafts.map((draft) => draft.model).filter((model) => model.id.trim() !== '')
}

type ModelsEditorProps = {
  models: ModelDraft[]
  knownModels: string[]
  example: string
  onChange: (models: ModelDraft[]) => void
}

const toNumber = (text: string) => (text.trim() === '' ? undefined : Number(text.replace(/[,\s]/g, '')))

export function ModelsEditor({ models, knownModels, example, onChange }: ModelsEditorProps) {
  const id = useId()
  const replace = (key: string, change: Partial<ProviderModel>) =>
    onChange(models.map((draft) => (draft.key === key ? { key, model: { ...draft.model, ...change } } : draft)))
  const missing = knownModels.filter((known) => !models.some((draft) => draft.model.id === known))
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1.5 font-medium text-sm">Models</legend>
      {models.length === 0 && (
        <p className="text-fg-muted text-xs">None yet: the playground offers what you add here.</p>
      )}
      {models.map(({ key, model }, index) => (
        <div key={key} className="flex gap-2">
          <Input
            aria-label={`Model ${index + 1}: id`}
            className="min-w-0 flex-1 font-mono"
            list={`${id}-known`}
            placeholder={example}
            value={model.id}
            onChange={(event) => replace(key, { id: event.target.value })}
          />
          <Input
            aria-label={`Model ${index + 1}: context window in tokens`}
            className="tabular w-28"
            inputMode="numeric"
            placeholder="window"
            value={model.contextWindow ?? ''}
            onChange={(event) => replace(key, { contextWindow: toNumber(event.target.value) })}
          />
          <Button
            variant="ghost"
            size="icon"
            aria-label={`Remove model ${index + 1}`}
            onClick={() => onChange(models.filter((draft) => draft.key !== key))}
          >
            <X />
          </Button>
        </div>
      ))}
      <datalist id={`${id}-known`}>
        {missing.map((known) => (
          <option key={known} value={known} />
        ))}
      </datalist>
      <div className="flex flex-wrap items-center gap-2">
        <Button size="sm" onClick={() => onChange([...models, toDraft({ id: '' })])}>
          <Plus /> Add model
        </Button>
        <p className="text-fg-faint text-xs">
          {missing.length > 0
            ? `Known to the provider: ${missing.slice(0, 5).join(', ')}${missing.length > 5 ? ', …' : ''}`
            : 'Save, then Test: the provider’s own list is offered here. An empty window is found from the id.'}
        </p>
      </div>
    </fieldset>
  )
}
