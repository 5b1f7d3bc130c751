import { CleanBody, cutText, findNoise, loadTokenizer, NOISE_KINDS, type NoiseKind } from '@/lib/engine'
import { LIMITS } from '@/lib/schemas/limits'
import type { CleanerPreviewDto } from '@/lib/schemas/modules/cleaner'

/** What would be left out of a text, and what that saves. */
export async function previewNoise(
  body: string,
  keptNoise: NoiseKind[],
): Promise<Omit<CleanerPreviewDto, 'id' | 'version'>> {
  const tokenizer = await loadTokenizer('gpt')
  const tokens = tokenizer.count(body)
  const without = (kept: NoiseKind[]) => tokenizer.count(new CleanBody(body, kept).text(0, body.length))
  const kinds = NOISE_KINDS.flatMap((kind) => {
    const others = NOISE_KINDS.filter((other) => other !== kind)
    const count = findNoise(body, others).length
    return count === 0 ? [] : [{ kind, count, tokens: tokens - without(others) }]
  })
  const shown = cutText(body, LIMITS.cleanerPreviewLength)
  const pieces: CleanerPreviewDto['pieces'] = []
  const add = (start: number, end: number, kind: NoiseKind | null) => {
    const text = shown.slice(start, end)
    if (text !== '') pieces.push({ text, kind })
  }
  let at = 0
  for (const { start, end, kind } of findNoise(body, keptNoise)) {
    if (start >= shown.length) break
    add(at, start, null)
    add(start, end, kind)
    at = end
  }
  add(at, shown.length, null)
  return { tokens, cleanTokens: without(keptNoise), kinds, pieces, isCut: body.length > shown.length }
}
