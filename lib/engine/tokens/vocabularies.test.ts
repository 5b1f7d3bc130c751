import { expect, it, vi } from 'vitest'
import { loadVocabulary, provideVocabularies } from './vocabularies'
import { createVocabulary } from './vocabulary'
import { tokenizerFile } from './vocabulary.fixture'

it('reads a vocabulary once, and again what could not be read', async () => {
  const vocabulary = createVocabulary(tokenizerFile())
  const read = vi.fn().mockRejectedValueOnce(new Error('too many open files')).mockResolvedValue(vocabulary)
  provideVocabularies(read)
  const both = [loadVocabulary('late'), loadVocabulary('late')]
  for (const one of both) await expect(one).rejects.toThrow('too many open files')
  expect(await loadVocabulary('late')).toBe(vocabulary)
  expect(await loadVocabulary('late')).toBe(vocabulary)
  expect(read).toHaveBeenCalledTimes(2)
})
