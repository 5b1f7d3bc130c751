import type { Chunk, ModelFamily, NoiseKind } from '@/lib/engine'

type FamilyCount = { family: ModelFamily; tokens: number; isExact: boolean }

/** What the background thread finds out about a module's body. */
export type SourceAnalysis = { counts: FamilyCount[]; chunks: Chunk[] }

export type AnalysisRequest = { sequence: number; body: string; keptNoise: NoiseKind[]; isPlain: boolean }
export type AnalysisResponse = { sequence: number } & ({ ok: true; analysis: SourceAnalysis } | { ok: false })
