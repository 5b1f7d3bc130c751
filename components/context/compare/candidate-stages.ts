import type { Stage } from '@/components/context/stages/stage'
import { formatScore } from '@/components/context/stages/stage-words'
import type { ComparisonDto } from '@/lib/schemas/contexts/comparison'

type Ranked = ComparisonDto['candidates'][number]

/** The candidates of both contexts, each in its own order. */
export function toSides(candidates: Ranked[]): Stage[] {
  return [toSide('a', 'Before', candidates), toSide('b', 'After', candidates)]
}

function toSide(side: 'a' | 'b', title: string, candidates: Ranked[]): Stage {
  const items = candidates
    .flatMap(({ key, title: name, [side]: place }) => {
      if (!place) return []
      const [module = '', ...headings] = name.split(' › ')
      return {
        ...{ key, title: module, subtitle: headings.at(-1) ?? '', rank: place.place, reason: place.reason },
        ...{ score: place.score, figure: formatScore(place.score), isSelected: place.isSent },
      }
    })
    .sort((x, y) => x.rank - y.rank)
  const best = Math.max(0, ...items.map(({ score }) => score ?? 0))
  return { id: side, title, items, count: items.filter(({ isSelected }) => isSelected).length, best, tellsReason: true }
}
