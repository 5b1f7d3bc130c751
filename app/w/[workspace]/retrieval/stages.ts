import { channelLabel } from '@/components/context/candidates/channel-label'
import { weighSignals } from '@/components/context/candidates/weigh-signals'
import type { Stage } from '@/components/context/stages/stage'
import { formatScore } from '@/components/context/stages/stage-words'
import { decidingFigure } from '@/lib/engine'
import type { RetrievalCandidateDto } from '@/lib/schemas/contexts/retrieval'

const FIRST_CHANNELS = ['lexical', 'vector']
const isOfModules = (channel: string) => channel.startsWith('module')

/** The retrievers' names as the data has them; the two that always exist come first. */
function listChannels(candidates: RetrievalCandidateDto[], ofModules: boolean): string[] {
  const names = new Set(candidates.flatMap(({ ranks }) => Object.keys(ranks)))
  const order = (name: string) => {
    const at = FIRST_CHANNELS.indexOf(channelLabel(name).toLowerCase())
    return at < 0 ? FIRST_CHANNELS.length : at
  }
  return [...names]
    .filter((name) => isOfModules(name) === ofModules)
    .sort((a, b) => order(a) - order(b) || (a < b ? -1 : 1))
}

/** How each stage of the search over chunks saw the candidates. */
export function toChunkStages(candidates: RetrievalCandidateDto[], weights: Record<string, number>): Stage[] {
  const chunks = candidates.filter(({ chunkId }) => chunkId !== undefined)
  const found = chunks.filter(({ scores }) => scores.fused !== undefined)
  // what comes back beside a stronger chunk counts for more than it was found worth
  const rerankedOf = ({ signals }: RetrievalCandidateDto) => weighSignals(signals, weights)?.mean ?? signals.final
  const reranked = chunks.filter(({ signals }) => Object.keys(signals).some((name) => name !== 'final'))
  return [
    ...listChannels(chunks, false).map((channel) =>
      toStage(
        channel,
        channelLabel(channel),
        chunks
          .filter(({ ranks }) => ranks[channel] !== undefined)
          .sort((a, b) => rankIn(a, channel) - rankIn(b, channel)),
        ({ scores }) => scores[channel],
        (candidate) => candidate.ranks[channel],
      ),
    ),
    toStage('fused', 'Fused', [...found].sort(byScore(({ scores }) => scores.fused)), ({ scores }) => scores.fused),
    toStage('reranked', 'Reranked', [...reranked].sort(byScore(rerankedOf)), rerankedOf),
    toSelected(candidates),
  ]
}

/** Each row with the number that decided its fate, which is another one than the order goes by. */
function toSelected(candidates: RetrievalCandidateDto[]): Stage {
  const selected = candidates.filter(({ isSelected }) => isSelected)
  const dropped = candidates.filter(({ isSelected }) => !isSelected)
  const ordered = [...selected, ...dropped]
  const stage = toStage('selected', 'Selected', ordered, finalOf)
  return {
    ...stage,
    tellsReason: true,
    count: selected.length,
    items: stage.items.map((item, at) => {
      const because = ordered[at]?.because
      return {
        ...item,
        rank: item.isSelected ? item.rank : undefined,
        figure: decidingFigure(because),
        score: because?.unit === 'score' ? because.compared : undefined,
      }
    }),
  }
}

/** How each stage of the search over modules saw them. */
export function toModuleStages(candidates: RetrievalCandidateDto[]): Stage[] {
  const byModule = Map.groupBy(candidates, ({ moduleId }) => moduleId)
  const modules = [...byModule].flatMap(([moduleId, own]) => {
    const [first] = own
    if (!first) return []
    const isSelected = own.some((candidate) => candidate.isSelected)
    return [{ ...(own.find((candidate) => candidate.isSelected) ?? first), key: moduleId, isSelected, headingPath: [] }]
  })
  const found = modules.filter(({ scores }) => scores.moduleFused !== undefined)
  const count = (moduleId: string) => byModule.get(moduleId)?.filter((candidate) => candidate.isSelected).length
  const selected = [...modules].sort((a, b) => Number(b.isSelected) - Number(a.isSelected))
  return [
    ...listChannels(modules, true).map((channel) =>
      toStage(
        channel,
        channelLabel(channel),
        modules
          .filter(({ ranks }) => ranks[channel] !== undefined)
          .sort((a, b) => rankIn(a, channel) - rankIn(b, channel)),
        ({ scores }) => scores[channel],
        (candidate) => candidate.ranks[channel],
      ),
    ),
    toStage(
      'fused',
      'Fused',
      found.sort(byScore(({ scores }) => scores.moduleFused)),
      ({ scores }) => scores.moduleFused,
    ),
    {
      ...toStage('selected', 'Parts selected', selected, ({ moduleId }) => count(moduleId)),
      tellsReason: true,
      count: modules.filter(({ isSelected }) => isSelected).length,
    },
  ]
}

const finalOf = ({ signals }: RetrievalCandidateDto) => signals.final
const rankIn = ({ ranks }: RetrievalCandidateDto, channel: string) => ranks[channel] ?? Number.POSITIVE_INFINITY

function byScore(scoreOf: (candidate: RetrievalCandidateDto) => number | undefined) {
  return (a: RetrievalCandidateDto, b: RetrievalCandidateDto) =>
    (scoreOf(b) ?? 0) - (scoreOf(a) ?? 0) || (a.key < b.key ? -1 : 1)
}

function toStage(
  id: string,
  title: string,
  candidates: RetrievalCandidateDto[],
  scoreOf: (candidate: RetrievalCandidateDto) => number | undefined,
  rankOf?: (candidate: RetrievalCandidateDto) => number | undefined,
): Stage {
  const items = candidates.map((candidate, at) => ({
    key: candidate.key,
    title: candidate.title,
    subtitle: candidate.headingPath.at(-1) ?? '',
    rank: rankOf ? rankOf(candidate) : at + 1,
    score: scoreOf(candidate),
    figure: formatScore(scoreOf(candidate)),
    isSelected: candidate.isSelected,
    reason: candidate.reason,
  }))
  return { id, title, items, count: items.length, best: Math.max(0, ...items.map(({ score }) => score ?? 0)) }
}
