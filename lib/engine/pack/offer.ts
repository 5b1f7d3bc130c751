import type { Candidate } from '../types'
import type { Coverage, Met } from './coverage'
import { isOverlapping } from './merge-candidates'
import type { SetCosts } from './set-costs'

type Chosen = {
  candidates: Candidate[]
  coverage: Coverage
  costs: SetCosts
  /** Indexes by module version, in reading order. */
  modules: number[][]
  /** Indexes of what is sent. */
  chosen: Set<number>
  /** Tokens that are left. */
  left: number
}

/** What was offered and what was chosen of it. */
export class Offer {
  readonly candidates: Candidate[]
  readonly coverage: Coverage
  readonly chosen: Set<number>
  left: number
  private readonly costs: SetCosts
  private readonly modules: number[][]
  private readonly moduleOf: number[][] = []
  private readonly best = new Map<number, { share: number; at: number }>()

  constructor({ candidates, coverage, costs, modules, chosen, left }: Chosen) {
    this.candidates = candidates
    this.coverage = coverage
    this.chosen = chosen
    this.left = left
    this.costs = costs
    this.modules = modules
    for (const module of modules) for (const index of module) this.moduleOf[index] = module
    for (const index of chosen) this.meet(index)
  }

  /** What is sent of the candidate's module version, in reading order. */
  sentBeside(index: number): number[] {
    return this.moduleOf[index]!.filter((other) => other !== index && this.chosen.has(other))
  }

  hasModule(moduleId: string): boolean {
    return this.modules.some(
      (module) => this.candidates[module[0]!]!.module.moduleId === moduleId && module.some((at) => this.chosen.has(at)),
    )
  }

  /** Tokens that sending it as well would cost, or in place of what it cannot stand beside. */
  extraTokens(index: number): number {
    const sent = this.sentBeside(index)
    const beside = sent.filter((other) => this.canStand(index, other))
    const all = this.moduleOf[index]!.filter((other) => other === index || beside.includes(other))
    return this.costs.of(all) - this.costs.of(sent)
  }

  /** What is sent and says most of what the candidate would be sent for. */
  findEcho(index: number): Candidate | undefined {
    const { meets, relevance } = this.coverage
    const worthOf = ({ need, share }: Met) => relevance[need]! * share
    const most = meets[index]!.reduce<Met | undefined>(
      (best, met) => (best && worthOf(best) >= worthOf(met) ? best : met),
      undefined,
    )
    const said = most && this.best.get(most.need)
    return said && this.candidates[said.at]
  }

  /** Adds what fits and is worth something to a module of which not every combination was an option. */
  fillUp(module: number[]): void {
    for (const index of module) {
      const canJoin = this.sentBeside(index).every((other) => this.canStand(index, other))
      if (this.chosen.has(index) || this.candidates[index]!.resolution === 'full' || !canJoin) continue
      const isNew = this.coverage.meets[index]!.some(({ need, share }) => share > (this.best.get(need)?.share ?? 0))
      const tokens = this.extraTokens(index)
      if (!isNew || tokens > this.left) continue
      this.chosen.add(index)
      this.left -= Math.max(0, tokens)
      this.meet(index)
    }
  }

  private canStand(index: number, other: number): boolean {
    const [a, b] = [this.candidates[index]!, this.candidates[other]!]
    if (a.resolution === 'full' || b.resolution === 'full') return false
    return (a.resolution !== 'summary' && b.resolution !== 'summary') || !isOverlapping(a, b)
  }

  private meet(index: number): void {
    for (const { need, share } of this.coverage.meets[index]!) {
      if (share > (this.best.get(need)?.share ?? 0)) this.best.set(need, { share, at: index })
    }
  }
}
