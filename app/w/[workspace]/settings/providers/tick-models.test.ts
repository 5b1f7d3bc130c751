import { expect, it } from 'vitest'
import type { ListedModelDto } from '@/lib/schemas/workspaces/provider'
import { tickModels } from './tick-models'

const prices = { input: 1, cachedInput: 0.1, output: 2 }
const listed = (id: string, known: Partial<ListedModelDto> = {}) => ({
  id,
  contextWindow: null,
  prices: null,
  ...known,
})
const idsOf = (models: ListedModelDto[]) => tickModels(models).map(({ id }) => id)
const others = Array.from({ length: 9 }, (_, at) => listed(`other-${at}`))

it('ticks a short list as a whole, but for models that make vectors or compare', () => {
  const ids = ['llama3.2:3b', 'nomic-embed-text', 'bge-reranker-v2', 'mistral-embed', 'house-model']
  expect(idsOf(ids.map((id) => listed(id)))).toEqual(['llama3.2:3b', 'house-model'])
})

it('ticks those of a long list whose window and price are known', () => {
  const known = [listed('gpt-5', { contextWindow: 400_000, prices }), listed('gpt-5-pro', { contextWindow: 400_000 })]
  expect(idsOf([...others, ...known])).toEqual(['gpt-5'])
})

it('ticks those whose window is known where no price is', () => {
  expect(idsOf([...others, listed('mistral-large-latest', { contextWindow: 128_000 })])).toEqual([
    'mistral-large-latest',
  ])
  expect(idsOf(others)).toEqual([])
})
