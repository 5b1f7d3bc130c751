import type { AnswerPairDto, AnswerTotalsDto, JudgedDto } from '@/lib/schemas/changes/answer-comparison'

/** Of the standard normal distribution, what 95 % lie within. */
const Z = 1.96

/** Wilson, Probable inference, the law of succession, and statistical inference, 1927: the score interval at 95 %. */
export function wilsonInterval(wins: number, count: number): { share: number; from: number; to: number } | null {
  if (count === 0) return null
  const share = wins / count
  const spread = Z * Math.sqrt((share * (1 - share)) / count + Z ** 2 / (4 * count ** 2))
  const middle = share + Z ** 2 / (2 * count)
  const scale = 1 + Z ** 2 / count
  return { share, from: Math.max(0, (middle - spread) / scale), to: Math.min(1, (middle + spread) / scale) }
}

/** What most of a judge's verdicts say: `same` where neither side has more, `none` without a verdict. */
export function verdictOf(judged: Pick<JudgedDto, 'verdict'>[]): JudgedDto['verdict'] {
  const count = (verdict: JudgedDto['verdict']) => judged.filter((each) => each.verdict === verdict).length
  const [better, same, worse] = [count('better'), count('same'), count('worse')]
  if (better + same + worse === 0) return 'none'
  if (better > worse && better >= same) return 'better'
  return worse > better && worse >= same ? 'worse' : 'same'
}

/** @param judgeCosts of each pair; null without a price */
export function sumComparison(
  pairs: AnswerPairDto[],
  judgeCosts: (number | null)[],
  isJudged: boolean,
): AnswerTotalsDto {
  const ratings = pairs.flatMap((pair) => pair.ratings)
  const rated = (verdict: string) => ratings.filter((each) => each.verdict === verdict).length
  const tokensOf = (side: 'before' | 'after') =>
    pairs.reduce((sum, pair) => sum + pair[side].inputTokens + pair[side].outputTokens, 0)
  // equal contexts are asked once
  const calls = pairs.flatMap(({ before, after, isSame }) => (isSame ? [before] : [before, after]))
  const isUnpriced = ({ before, after, judged }: AnswerPairDto, at: number) =>
    before.costUsd === null || after.costUsd === null || (judged.length > 0 && judgeCosts[at] === null)
  return {
    same: pairs.filter(({ isSame }) => isSame).length,
    failed: pairs.filter(({ before, after }) => before.error !== null || after.error !== null).length,
    people: { better: rated('better'), same: rated('same'), worse: rated('worse') },
    judge: isJudged ? sumVerdicts(pairs) : null,
    tokens: { before: tokensOf('before'), after: tokensOf('after') },
    costUsd: [...calls.map(({ costUsd }) => costUsd), ...judgeCosts].reduce<number>(
      (sum, cost) => sum + (cost ?? 0),
      0,
    ),
    unpriced: pairs.filter(isUnpriced).length,
  }
}

function sumVerdicts(pairs: AnswerPairDto[]): NonNullable<AnswerTotalsDto['judge']> {
  const verdicts = pairs.filter(({ judged }) => judged.length > 0).map(({ judged }) => verdictOf(judged))
  const count = (verdict: JudgedDto['verdict']) => verdicts.filter((each) => each === verdict).length
  const [better, worse] = [count('better'), count('worse')]
  return { better, worse, same: count('same'), none: count('none'), winRate: wilsonInterval(better, better + worse) }
}
