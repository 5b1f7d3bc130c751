import type { PackingInstance } from '@/lib/engine/pack/testing/packing-instance.fixture'
import { loadPeer } from '../shared/load-peer'
import { writeProgram } from './write-program'

type Solution = { Status: string; ObjectiveValue: number }
type Highs = { solve(program: string, options: Record<string, number | boolean | string>): Solution }

/** Share of the optimum by which the solver may miss it. */
const GAP = 1e-4

/** The optimum by branch and cut (HiGHS; Huangfu, Hall: "Parallelizing the dual revised simplex method", 2018). */
export async function openSolver(): Promise<(instance: PackingInstance) => number> {
  const { default: load } = (await loadPeer(['highs@1.15.3'])) as { default: () => Promise<Highs> }
  const highs = await load()
  return (instance) => {
    const { Status, ObjectiveValue } = highs.solve(writeProgram(instance), { mip_rel_gap: GAP, output_flag: false })
    if (Status !== 'Optimal') throw new Error(`no optimum: ${Status}`)
    return ObjectiveValue
  }
}
