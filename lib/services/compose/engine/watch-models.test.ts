import { beforeEach, expect, it, vi } from 'vitest'
import { AppError } from '@/lib/errors'
import { log } from '@/lib/log'
import { watchModels } from './watch-models'

vi.mock('@/lib/log', () => ({ log: vi.fn() }))
beforeEach(() => vi.mocked(log).mockClear())

const fault = new TypeError('cannot read properties of undefined')
const embedding = { model: 'm', dimensions: 2, embed: async () => [[1, 0]] }
const open = (models: object) => watchModels(models as Parameters<typeof watchModels>[0])

it.each([
  ['a text', async ({ embedding }) => embedding?.embed(['a'])],
  ['terms', async ({ embedding }) => embedding?.embedTerms?.([])],
  ['earlier messages', async ({ turnVectors }) => turnVectors?.compare([1, 0], [])],
] satisfies [string, (ports: ReturnType<typeof open>['ports']) => Promise<unknown>][])(
  'is not complete, and says why in the log, where the vector of %s comes to nothing',
  async (_, ask) => {
    const failing = () => {
      throw fault
    }
    const { ports, isComplete } = open({
      embedding: { ...embedding, embed: async () => failing(), embedTerms: failing },
      turnVectors: { compare: async () => failing() },
    })
    await expect(ask(ports)).rejects.toBe(fault)
    expect(isComplete()).toBe(false)
    expect(log).toHaveBeenCalledExactlyOnceWith('error', expect.any(String), {}, fault)
  },
)

it('leaves to the answer what the model itself says', async () => {
  const refused = new AppError('UPSTREAM', 'Local refused the API key.')
  const { ports, isComplete } = open({ embedding: { ...embedding, embed: async () => Promise.reject(refused) } })
  await expect(ports.embedding?.embed(['a'])).rejects.toBe(refused)
  expect(isComplete()).toBe(false)
  expect(log).not.toHaveBeenCalled()
})
