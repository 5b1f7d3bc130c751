'use client'

import { Plus } from 'lucide-react'
import { useId, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { formatNumber } from '@/components/ui/format-number'
import { Input } from '@/components/ui/input'
import { resolveModel } from '@/lib/engine'
import type { ListedModelDto, ProviderModel } from '@/lib/schemas/workspaces/provider'
import { PriceFields } from './price-fields'
import { PricesAge } from './prices-age'
import { describePrices } from './prices-words'
import { toNumber } from './to-number'

/** From so many on a list is searched instead of read. */
const SEARCHED_FROM = 8

type ModelsEditorProps = {
  /** Those that are offered. */
  models: ProviderModel[]
  /** Those that the provider says it has. */
  listed: ListedModelDto[]
  example: string
  onChange: (models: ProviderModel[]) => void
}

const toListed = ({ id, contextWindow, prices }: ProviderModel): ListedModelDto => ({
  id,
  contextWindow: contextWindow ?? null,
  prices: prices ?? null,
})

/** What becomes of a listed model when it is ticked: what is known of it is filled in. */
export const toModel = ({ id, prices }: ListedModelDto): ProviderModel => ({ id, ...(prices ? { prices } : {}) })

export function ModelsEditor({ models, listed, example, onChange }: ModelsEditorProps) {
  const id = useId()
  const [search, setSearch] = useState('')
  const [typed, setTyped] = useState('')
  const own = models.filter((model) => listed.every((known) => known.id !== model.id)).map(toListed)
  const all = [...own, ...listed]
  const shown = all.filter((model) => model.id.toLowerCase().includes(search.trim().toLowerCase()))
  const replace = (modelId: string, change: Partial<ProviderModel>) =>
    onChange(models.map((model) => (model.id === modelId ? { ...model, ...change } : model)))
  const tick = (model: ListedModelDto, isTicked: boolean) =>
    onChange(isTicked ? [...models, toModel(model)] : models.filter((offered) => offered.id !== model.id))
  const add = () => {
    const modelId = typed.trim()
    if (modelId === '') return
    if (models.every((model) => model.id !== modelId)) onChange([...models, { id: modelId }])
    setTyped('')
  }
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1.5 font-medium text-sm">Models to offer</legend>
      <p className="text-fg-muted text-xs">
        Prices are dollars for a million tokens. They change: compare those filled in with the provider’s own.
      </p>
      {all.length > SEARCHED_FROM && (
        <Input
          type="search"
          aria-label="Search models"
          placeholder={`Search ${formatNumber(all.length)} models`}
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
      )}
      {shown.length > 0 && (
        <ul aria-label="Models" className="max-h-72 divide-y overflow-y-auto rounded-md border">
          {shown.map((known) => (
            <ModelRow
              key={known.id}
              known={known}
              model={models.find((model) => model.id === known.id)}
              onTick={(isTicked) => tick(known, isTicked)}
              onChange={(change) => replace(known.id, change)}
            />
          ))}
        </ul>
      )}
      <div className="flex gap-2">
        <Input
          aria-label="Add a model by its id"
          id={`${id}-typed`}
          className="min-w-0 flex-1 font-mono"
          placeholder={`Another one by its id, such as ${example}`}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
            event.preventDefault()
            add()
          }}
        />
        <Button onClick={add} disabled={typed.trim() === ''}>
          <Plus /> Add model
        </Button>
      </div>
    </fieldset>
  )
}

type ModelRowProps = {
  known: ListedModelDto
  /** Undefined while it is not offered. */
  model: ProviderModel | undefined
  onTick: (isTicked: boolean) => void
  onChange: (change: Partial<ProviderModel>) => void
}

function ModelRow({ known, model, onTick, onChange }: ModelRowProps) {
  const id = useId()
  const window = known.contextWindow
  // the fields begin anew with what was taken from the list
  const [taken, setTaken] = useState(0)
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 px-2.5 py-1.5">
      <Checkbox id={id} checked={model !== undefined} onCheckedChange={(checked) => onTick(checked === true)} />
      <label htmlFor={id} className="min-w-0 flex-1 basis-40 truncate font-mono text-sm" title={known.id}>
        {known.id}
      </label>
      {model ? (
        <div className="flex items-center gap-1.5 text-fg-muted text-xs">
          <Input
            aria-label={`${known.id}: context window in tokens`}
            className="tabular h-7 w-24"
            inputMode="numeric"
            placeholder={window === null ? 'window' : formatNumber(window)}
            value={model.contextWindow ?? ''}
            onChange={(event) => onChange({ contextWindow: toNumber(event.target.value) })}
          />
          <Checkbox
            id={`${id}-images`}
            aria-label={`${known.id}: takes images`}
            checked={model.takesImages ?? resolveModel(known.id).takesImages === true}
            onCheckedChange={(checked) => onChange({ takesImages: checked === true })}
          />
          <label htmlFor={`${id}-images`} title="Messages to it may hold images">
            images
          </label>
          <PriceFields
            key={taken}
            isTaken={taken > 0}
            modelId={known.id}
            initial={model.prices}
            onChange={(prices) => onChange({ prices })}
          />
          <PricesAge
            modelId={known.id}
            prices={model.prices}
            listed={known.prices}
            onTake={(prices) => {
              onChange({ prices })
              setTaken(taken + 1)
            }}
          />
        </div>
      ) : (
        <span className="tabular text-fg-faint text-xs">{describeKnown(known)}</span>
      )}
    </li>
  )
}

function describeKnown({ contextWindow, prices }: ListedModelDto): string {
  const parts = [contextWindow !== null && `${formatNumber(contextWindow)} tokens`, prices && describePrices(prices)]
  return parts.filter(Boolean).join(' · ')
}
