import type { Candidate, EnginePorts } from '@/lib/engine'
import { estimateCosts } from '@/lib/engine/format/estimate-costs'
import { rendererFor } from '@/lib/engine/format/renderers'
import { mergeCandidates } from '@/lib/engine/pack/merge-candidates'
import type { Sent } from './rate-task'

/** Fills tokens in the order of a search, as a composition would send it: with markup, and no text twice. */
export type FillAsSent = (ranked: Candidate[], room: number) => Sent[]

export function createFillAsSent(tokenizer: EnginePorts['tokenizer']): FillAsSent {
  const costs = estimateCosts(rendererFor('gpt', { metadata: 'least' }), 'chat', tokenizer, 'least')
  const costOf = (chosen: Candidate[]) => {
    const named = new Set<string>()
    return mergeCandidates(chosen).reduce((sum, item) => {
      const form = named.has(item.module.moduleId) ? 'continued' : 'brief'
      named.add(item.module.moduleId)
      return sum + costs.item({ ...item, form })
    }, costs.blockOf.knowledge)
  }
  return (ranked, room) => {
    let chosen: Candidate[] = []
    for (const candidate of ranked) {
      const more = [...chosen, candidate]
      if (costOf(more) <= room) chosen = more
    }
    return mergeCandidates(chosen).map(({ module, parts }) => ({
      documentId: module.moduleId,
      start: parts[0]!.sourceStart,
      end: parts.at(-1)!.sourceEnd,
      text: parts.map(({ text }) => text).join(''),
    }))
  }
}
