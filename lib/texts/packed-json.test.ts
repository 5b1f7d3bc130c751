import { expect, it, vi } from 'vitest'
import { slice } from '@/lib/in-slices'
import { packJson, unpackJson } from './packed-json'

it('packs a long value in parts, and gives others a turn between them', async () => {
  const value = { items: Array.from({ length: 40_000 }, (_, at) => ({ at, text: 'water '.repeat(20) })) }
  vi.spyOn(slice, 'isOver', 'get').mockReturnValue(true)
  const next = vi.spyOn(slice, 'next')
  const packed = await packJson(value)
  expect(next.mock.calls.length).toBeGreaterThanOrEqual(5)
  expect(await unpackJson(packed)).toEqual(value)
})
