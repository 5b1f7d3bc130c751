import { expect, it } from 'vitest'
import { chunkMarkdown, loadTokenizer, NOISE_KINDS, type NoiseKind } from '@/lib/engine'
import { analyzeSource } from './analyze-source'

const BODY = '# Logo\n\nimport Logo from "./logo"\n\n<!-- a remark -->\n\n<Card>\n\nThe logo is blue.\n\n</Card>'

it('cuts as the setting of the cleaner says', async () => {
  const tokenizer = await loadTokenizer('gpt')
  for (const keptNoise of [[], ...NOISE_KINDS.map((kind) => [kind]), [...NOISE_KINDS]] as NoiseKind[][]) {
    const { chunks } = await analyzeSource(BODY, keptNoise)
    expect(chunks).toEqual(chunkMarkdown(BODY, { tokenizer, keptNoise }))
    const text = chunks.map((chunk) => chunk.text).join('\n')
    expect(text.includes('a remark')).toBe(keptNoise.includes('comments'))
    expect(text.includes('import Logo')).toBe(keptNoise.includes('code'))
    expect(text.includes('<Card>')).toBe(keptNoise.includes('components'))
  }
})
