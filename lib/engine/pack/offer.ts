import type { Candidate } from '../vocabulary/types'
import { type Coverage, type Met, worthOf } from './coverage'
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

/** Sending a candidate: with what it brings along, in place of what it cannot stand beside. */
type Change = { brings: number[]; removes: number[]; tokens: number; worth: number }

/** A smaller gain is a rounding error. */
const EPSILON = 1e-9

/** What was offered and what was chosen of it. */
export class Offer {
  readonly candidates: Candidate[]
  readonly coverage: Coverage
  readonly chosen: Set<number>
  left: number
  private readonly costs: SetCosts
  private readonly modules: number[][]
  private readonly moduleOf: number[][] = []
  private best = new Map<number, { share: number; at: number }>()

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

  /** What only comes along with others is wanted when one of them is sent. */
  isWanted({ neededBy }: Candidate, sent = this.chosen): boolean {
    return !neededBy || [...sent].some((index) => neededBy.includes(this.candidates[index]!.module.moduleId))
  }

  worth(): number {
    return worthOf(this.candidates, this.coverage, [...this.chosen]) ?? 0
  }

  /** What sending it would change; a whole module brings the dependencies that it lacks, as cheaply as they are offered. */
  changeBy(index: number): Change {
    const removes = this.sentBeside(index).filter((other) => !this.canStand(index, other))
    const brings = this.candidates[index]!.resolution === 'full' ? this.lackedBy(index) : []
    const sent = [...this.chosen].filter((other) => !removes.includes(other))
    const tokens = brings.reduce((total, other) => total + this.extraTokens(other), this.extraTokens(index))
    return { brings, removes, tokens, worth: worthOf(this.candidates, this.coverage, [...sent, index, ...brings]) ?? 0 }
  }

  /**
   * Takes out what only came along with something that is not sent, and takes in, or exchanges, whatever fits and makes
   * the whole worth more. Then whatever is left out does not fit or adds nothing.
   */
  settle(): void {
    for (let isDone = false; !isDone; ) {
      isDone = true
      for (const index of [...this.chosen]) {
        if (this.isWanted(this.candidates[index]!)) continue
        this.left += Math.max(0, this.costs.of([index]))
        this.chosen.delete(index)
        isDone = false
      }
    }
    for (let isDone = false; !isDone; ) isDone = !this.takeMore()
    this.best = new Map()
    for (const index of this.chosen) this.meet(index)
  }

  /** Looks at each once. @returns whether anything was taken: then what did not fit may fit beside it */
  private takeMore(): boolean {
    let worth = this.worth()
    let hasTaken = false
    for (let index = 0; index < this.candidates.length; index++) {
      if (this.chosen.has(index) || this.isOutOfQuestion(index)) continue
      const change = this.changeBy(index)
      if (change.tokens > this.left || change.worth <= worth + EPSILON) continue
      for (const other of change.removes) this.chosen.delete(other)
      for (const other of [index, ...change.brings]) this.chosen.add(other)
      this.left -= change.tokens
      worth = change.worth
      hasTaken = true
    }
    return hasTaken
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

  private canStand(index: number, other: number): boolean {
    const [a, b] = [this.candidates[index]!, this.candidates[other]!]
    if (a.resolution === 'full' || b.resolution === 'full') return false
    return (a.resolution !== 'summary' && b.resolution !== 'summary') || !isOverlapping(a, b)
  }

  /** A text that something sent holds already, and what nothing sent needs. */
  private isOutOfQuestion(index: number): boolean {
    const candidate = this.candidates[index]!
    const sent = this.sentBeside(index).map((other) => this.candidates[other]!)
    const isSaid = sent.some((other) => other.resolution === 'full' || other.isRequired)
    const isSummarized = candidate.resolution === 'summary' && sent.some((other) => isOverlapping(other, candidate))
    return isSaid || isSummarized || !this.isWanted(candidate)
  }

  /** The dependencies that are offered and not sent, with theirs, each in its cheapest form. */
  private lackedBy(index: number): number[] {
    const lacked: number[] = []
    this.addLacked(index, new Set([this.candidates[index]!.module.moduleId]), lacked)
    return lacked
  }

  private addLacked(from: number, seen: Set<string>, lacked: number[]): void {
    for (const moduleId of this.coverage.dependsOn[from]!) {
      if (seen.has(moduleId) || this.hasModule(moduleId)) continue
      seen.add(moduleId)
      const offered = [...this.candidates.keys()].filter((at) => this.candidates[at]!.module.moduleId === moduleId)
      const [cheapest] = offered.sort((a, b) => this.extraTokens(a) - this.extraTokens(b))
      if (cheapest === undefined) continue
      lacked.push(cheapest)
      if (this.candidates[cheapest]!.resolution === 'full') this.addLacked(cheapest, seen, lacked)
    }
  }

  private meet(index: number): void {
    for (const { need, share } of this.coverage.meets[index]!) {
      if (share > (this.best.get(need)?.share ?? 0)) this.best.set(need, { share, at: index })
    }
  }
}
