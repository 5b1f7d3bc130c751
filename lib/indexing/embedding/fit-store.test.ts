import { expect, it } from 'vitest'
import { prisma } from '@/lib/db/client'
import { createTestWorkspace } from '@/lib/db/testing/create-test-workspace'
import { serializeLsaFit } from '@/lib/engine'
import { readFit, writeFit } from './fit-store'

it('is not there until all of it is stored, also when storing was cut off', async () => {
  const { workspaceId } = await createTestWorkspace('fit')
  const index = await prisma.embeddingIndex.findFirstOrThrow({ where: { workspaceId } })
  const { id } = index
  const [count, dimensions] = [4_000, 256]
  const fit = {
    dimensions,
    terms: Int32Array.from({ length: count }, (_, i) => 3 * i),
    idf: new Float32Array(count).fill(1),
    // multiples of the largest / 127, as a fit has them
    projection: Float32Array.from({ length: count * dimensions }, (_, i) => (i % dimensions) - 127),
    weight: 0.5,
    documentCount: 10,
  }
  const bytes = serializeLsaFit(fit)
  const cutOff = Object.assign(bytes.slice(), {
    subarray(start: number, end: number) {
      if (start === 2 * 256 * 1024) throw new Error('cut off')
      return bytes.subarray(start, end)
    },
  })
  await expect(writeFit(index, cutOff)).rejects.toThrow('cut off')
  expect(await prisma.embeddingFitPart.count({ where: { workspaceId, indexId: id } })).toBeGreaterThan(0)
  await expect(readFit({ workspaceId, id })).rejects.toMatchObject({ code: 'UPSTREAM' })
  await writeFit(index, bytes)
  const { terms, projection } = await readFit({ workspaceId, id })
  expect(terms).toEqual(fit.terms)
  expect(projection).toHaveLength(count * dimensions)
})
