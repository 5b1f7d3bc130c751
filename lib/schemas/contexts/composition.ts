import { z } from 'zod'
import {
  CONSTRAINT_KINDS,
  INTENTS,
  LEVELS,
  QUERY_TYPES,
  type QueryAnalysis,
} from '@/lib/engine/vocabulary/query-analysis'
import { type Because, REASON_CODES, REASON_UNITS } from '@/lib/engine/vocabulary/reasons'
import type {
  CandidateTrace,
  FactTrace,
  ImageTrace,
  Message,
  Span,
  StatedTrace,
  SummaryTrace,
  Trace,
  TurnTrace,
  Usage,
} from '@/lib/engine/vocabulary/trace'
import {
  IMAGE_MEDIA_TYPES,
  LAYOUTS,
  MODEL_FAMILIES,
  PRIORITIES,
  RESOLUTIONS,
  SECTION_NAMES,
} from '@/lib/engine/vocabulary/types'
import { idText } from '@/lib/schemas/texts/text'
import { wholeNumber } from '@/lib/schemas/texts/whole-number'

const sectionNameSchema = z.enum(SECTION_NAMES).meta({ description: 'Named part of the composed context.' })

const scoresSchema = z.record(z.string(), z.number())

export const messageSchema = z
  .object({
    role: z.enum(['system', 'user', 'assistant']),
    content: z.string(),
    cacheBreakpoint: z.literal(true).optional().meta({ description: 'The stable prefix ends with this message.' }),
    images: z
      .array(z.object({ id: z.string(), name: z.string(), mediaType: z.enum(IMAGE_MEDIA_TYPES), sha256: z.string() }))
      .optional()
      .meta({ description: 'Sent in front of the content; their bytes are read by the id.' }),
  })
  .meta({ id: 'Message' }) satisfies z.ZodType<Message>

export const spanSchema = z
  .object({
    messageIndex: z.int(),
    start: z.int().meta({ description: 'UTF-16 offset in the content of the message.' }),
    end: z.int(),
    section: sectionNameSchema,
    origin: z.enum(['format', 'module', 'rule', 'inserted', 'profile', 'turn', 'summary', 'stated', 'query']).meta({
      description:
        'Whose text it is. `inserted` stands in a module’s text and not in its body: the head of a table or the fence of code, repeated where it is cut, or what stands for data that was left out.',
    }),
    moduleId: z.string().optional(),
    version: z.int().optional(),
    chunkId: z.string().optional(),
    label: z.string().optional().meta({ description: 'Citation label, such as k1.' }),
    tokens: z.int(),
    sourceStart: z.int().optional().meta({ description: 'UTF-16 offset in the body of the module.' }),
    sourceEnd: z.int().optional(),
    resolution: z.literal('summary').optional().meta({ description: 'The text is a summary of what stands there.' }),
    turnId: z.string().optional().meta({ description: 'The message of the conversation whose text it is.' }),
    summaryId: z.string().optional(),
    statedId: z.string().optional().meta({ description: 'What the message states, sent in its place.' }),
    factId: z.string().optional().meta({ description: 'The fact of the profile whose text it is.' }),
  })
  .meta({
    id: 'Span',
    description: 'The spans of a message cover it in order, without gap or overlap.',
  }) satisfies z.ZodType<Span>

export const becauseSchema = z
  .object({
    compared: z.number().optional(),
    limit: z.number().optional(),
    unit: z.enum(REASON_UNITS).optional(),
    of: z.string().optional().meta({ description: 'The module, chunk, condition or filter that the reason names.' }),
    section: z.enum(['instructions', 'knowledge']).optional(),
  })
  .meta({
    id: 'Because',
    description: 'The comparison that decided: `compared` against `limit`, both in `unit`. Each reason has one unit.',
  }) satisfies z.ZodType<Because>

const sourceRangeSchema = z.object({ start: z.int(), end: z.int() }).meta({
  description: 'Where the chunk stands in the module’s body (UTF-16), also when the version was cut anew since.',
})

export const candidateTraceSchema = z
  .object({
    moduleId: z.string(),
    version: z.int(),
    chunkId: z.string().optional(),
    sourceRange: sourceRangeSchema.optional(),
    summaryId: z.string().optional(),
    title: z.string(),
    tokens: z.int(),
    ranks: scoresSchema,
    scores: scoresSchema,
    signals: scoresSchema,
    fate: z.enum(['included', 'dropped']),
    resolution: z.enum(RESOLUTIONS).optional().meta({ description: 'How it was offered, and sent when included.' }),
    reason: z.enum(REASON_CODES),
    because: becauseSchema.optional(),
    detail: z.string().optional().meta({ description: 'In compositions of earlier versions: what decided, in words.' }),
    notes: z.array(z.string()).optional().meta({ description: 'What else had a part in it, such as curation.' }),
  })
  .meta({
    id: 'CandidateTrace',
    description: 'What became of one candidate, and why.',
  }) satisfies z.ZodType<CandidateTrace>

const turnTraceSchema = z
  .object({
    turnId: z.string(),
    role: z.enum(['user', 'assistant']),
    tokens: z.int().optional().meta({ description: 'What it takes; missing where there was no need to count it.' }),
    score: z.number().meta({ description: 'How much it has to do with the query; 0 where nothing speaks for it.' }),
    fate: z.enum(['included', 'dropped']),
    reason: z.enum(REASON_CODES),
    because: becauseSchema.optional(),
    summaryId: z.string().optional().meta({ description: 'The summary that tells of it.' }),
  })
  .meta({
    id: 'TurnTrace',
    description: 'What became of one message of the conversation, and why.',
  }) satisfies z.ZodType<TurnTrace>

const factTraceSchema = z
  .object({
    factId: z.string(),
    tokens: z.int(),
    fate: z.enum(['included', 'dropped']),
    reason: z.enum(REASON_CODES),
    because: becauseSchema.optional(),
  })
  .meta({
    id: 'FactTrace',
    description: 'What became of one fact of the profile, and why; what it says stands in the profile alone.',
  }) satisfies z.ZodType<FactTrace>

const statedTraceSchema = z
  .object({
    statedId: z.string(),
    turnId: z.string().meta({ description: 'The message that it rests on.' }),
    tokens: z.int(),
    fate: z.enum(['included', 'dropped']),
    reason: z.enum(REASON_CODES),
    because: becauseSchema.optional(),
  })
  .meta({
    id: 'StatedTrace',
    description: 'What became of something that a message states; what it says stands in the conversation alone.',
  }) satisfies z.ZodType<StatedTrace>

const imageTraceSchema = z
  .object({
    imageId: z.string(),
    turnId: z
      .string()
      .optional()
      .meta({ description: 'The earlier message that it belongs to; missing for the query.' }),
    messageIndex: z.int().optional().meta({ description: 'The message that it is sent with.' }),
    name: z.string(),
    mediaType: z.enum(IMAGE_MEDIA_TYPES),
    width: z.int(),
    height: z.int(),
    sizeBytes: z.int(),
    sha256: z.string().meta({ description: 'Of its bytes.' }),
    tokens: z.int().meta({ description: 'An estimate, by the formula that the provider publishes.' }),
    fate: z.enum(['included', 'dropped']),
    reason: z.enum(REASON_CODES),
    because: becauseSchema.optional(),
  })
  .meta({
    id: 'ImageTrace',
    description: 'What became of one image of the conversation or the query, and why.',
  }) satisfies z.ZodType<ImageTrace>

const summaryTraceSchema = z
  .object({
    summaryId: z.string(),
    level: z.union([z.literal(1), z.literal(2)]).meta({ description: '1: of an episode; 2: of the episodes before.' }),
    turns: z.int().meta({ description: 'Messages that it tells of and that are not sent.' }),
    tokens: z.int(),
    sourceTokens: z.int().optional().meta({ description: 'What all the messages take that it tells of.' }),
  })
  .meta({ id: 'SummaryTrace' }) satisfies z.ZodType<SummaryTrace>

export const usageSchema = z
  .object({
    model: z.string(),
    contextWindow: z.int(),
    reservedForResponse: z.int(),
    safetyMargin: z.int(),
    inputTokens: z.int().meta({ description: 'At the upper end where they are estimated.' }),
    counting: z.object({ isExact: z.boolean(), percent: z.number(), errorPercent: z.number() }).optional().meta({
      description:
        'Whether the model’s own tokenizer counted; else tokens for 100 of o200k_base, and by how many per cent real text lies around the middle of the estimate. Missing in compositions of earlier versions.',
    }),
    sections: z.record(sectionNameSchema, z.object({ share: z.number(), allocated: z.number(), used: z.number() })),
  })
  .meta({ id: 'Usage', description: 'Tokens; shares are of the context window, 0–1.' }) satisfies z.ZodType<Usage>

export const queryAnalysisSchema = z
  .object({
    query: z.string(),
    standaloneQuery: z.string(),
    topics: z.array(z.object({ topic: z.string(), subtopics: z.array(z.string()) })),
    entities: z.array(z.string()),
    identifiers: z.array(z.string()),
    keywords: z.array(z.string()),
    exclusions: z.array(z.string()).meta({ description: 'What the query says it does not want.' }),
    constraints: z
      .array(z.object({ kind: z.enum(CONSTRAINT_KINDS), value: z.string() }))
      .meta({ description: 'What the query narrows itself to: a subject, or versions before or since one.' }),
    intent: z.enum(INTENTS),
    queryType: z.enum(QUERY_TYPES).meta({ description: 'The form of answer the query asks for.' }),
    complexity: z.enum(LEVELS),
    specificity: z.enum(LEVELS),
    language: z.string(),
    isFollowUp: z.boolean(),
  })
  .meta({ id: 'QueryAnalysis' }) satisfies z.ZodType<QueryAnalysis>

export const traceStepSchema = z.object({
  name: z.string(),
  ms: z.number(),
  in: z.number(),
  out: z.number(),
  tokens: z.int().optional().meta({ description: 'What the step had to divide, or wrote.' }),
  notes: z.array(z.string()),
})

export const filterCountSchema = z.object({ name: z.string(), removed: z.number() })

export const traceSchema = z
  .object({
    id: z.string(),
    workspaceId: z.string(),
    revision: z.int(),
    releaseId: z.string(),
    policy: z.object({ id: z.string(), version: z.int() }),
    day: z.string().meta({ description: 'UTC day, YYYY-MM-DD.' }),
    analysis: queryAnalysisSchema,
    steps: z.array(traceStepSchema),
    filters: z.array(filterCountSchema),
    adaptations: z.array(
      z.object({ factor: z.string(), section: z.string(), from: z.number(), to: z.number(), because: z.string() }),
    ),
    candidates: z.array(candidateTraceSchema),
    turns: z.array(turnTraceSchema).optional().meta({ description: 'The conversation, oldest first.' }),
    summaries: z.array(summaryTraceSchema).optional(),
    stated: z.array(statedTraceSchema).optional().meta({ description: 'What its messages state, oldest first.' }),
    facts: z.array(factTraceSchema).optional().meta({ description: 'Facts of the profile.' }),
    images: z.array(imageTraceSchema).optional().meta({ description: 'Images, those of the query last.' }),
    spans: z.array(spanSchema),
    prefixHash: z.string().meta({ description: 'SHA-256 of the messages up to and including the cache breakpoint.' }),
    contextHash: z.string().meta({ description: 'SHA-256 of all messages.' }),
    warnings: z.array(z.string()),
    pins: z.array(z.string()).optional().meta({ description: 'Modules that the request pinned.' }),
    excludes: z.array(z.string()).optional(),
    unfolds: z
      .array(z.string())
      .optional()
      .meta({ description: 'Summaries of the conversation that gave way to their messages.' }),
    caches: z
      .array(z.object({ name: z.string(), hits: z.int(), misses: z.int(), savedMs: z.number() }))
      .optional()
      .meta({ description: 'Caches that were asked: composition first, then retrieval. They change no byte.' }),
  })
  .meta({ id: 'Trace', description: 'What each step saw and decided.' }) satisfies z.ZodType<Trace>

/** What is known of a composition without assembling it again. */
const compositionSummarySchema = z
  .object({
    id: z.string(),
    createdAt: z.iso.datetime(),
    query: z.string(),
    model: z.string(),
    conversationId: z.string().nullable(),
    profileId: z.string().nullable(),
    policy: z.object({ id: z.string(), version: z.int() }),
    revision: z.int(),
    inputTokens: z.int(),
    durationMs: z.number(),
    prefixHash: z.string(),
    contextHash: z.string(),
  })
  .meta({ id: 'CompositionSummary' })
export type CompositionSummaryDto = z.infer<typeof compositionSummarySchema>

/** Something the composition was made of that exists no more; its text is replaced by a note that says so. */
const redactionSchema = z
  .object({
    kind: z.enum(['module', 'profile', 'turn', 'summary']),
    id: z.string(),
    note: z.string(),
  })
  .meta({ id: 'Redaction' })
export type Redaction = z.infer<typeof redactionSchema>

export const compositionSchema = compositionSummarySchema
  .extend({
    messages: z.array(messageSchema),
    text: z.string().meta({ description: 'The contents of the messages, joined by a blank line.' }),
    usage: usageSchema,
    trace: traceSchema,
    isExact: z.boolean().meta({
      description: 'The messages are byte for byte what was sent: their hash is the recorded contextHash.',
    }),
    redactions: z.array(redactionSchema),
  })
  .meta({ id: 'Composition' })
export type CompositionDto = z.infer<typeof compositionSchema>

export const compositionPageSchema = z.object({
  items: z.array(compositionSummarySchema),
  total: z.int(),
  nextCursor: z.string().nullable(),
})
export type CompositionPage = z.infer<typeof compositionPageSchema>

export const getCompositionSchema = z.strictObject({ id: idText() })

export const listCompositionsSchema = z.strictObject({
  limit: wholeNumber(1, 100).default(50),
  cursor: z.string().max(300).optional(),
  conversationId: idText().optional(),
})

export const replaySchema = z
  .object({
    id: z.string(),
    isExact: z.boolean(),
    recordedHash: z.string(),
    replayedHash: z.string(),
    messages: z.array(messageSchema),
    redactions: z.array(redactionSchema),
  })
  .meta({ id: 'Replay' })
export type ReplayDto = z.infer<typeof replaySchema>

export const explainAbsenceSchema = z.strictObject({
  id: idText().meta({ description: 'Id of the composition.' }),
  moduleId: idText(),
})

export const absenceSchema = z
  .object({
    moduleId: z.string(),
    isIncluded: z.boolean(),
    reason: z.enum(REASON_CODES),
    because: becauseSchema.optional(),
    detail: z.string().meta({ description: 'What decided, in words; empty where the reason says it all.' }),
    changes: z
      .array(
        z.object({
          kind: z.enum(['module', 'policy']),
          id: z.string(),
          from: z.int().nullable().meta({ description: 'Version then; null where it took no part.' }),
          to: z.int().nullable().meta({ description: 'Version now; null where there is none any more.' }),
        }),
      )
      .meta({ description: 'What this composition used and is not as it was, and the module asked about.' }),
    candidates: z.array(candidateTraceSchema).meta({ description: 'What the trace recorded about the module.' }),
  })
  .meta({ id: 'Absence', description: 'Why a module is, or is not, in a composition.' })
export type AbsenceDto = z.infer<typeof absenceSchema>

export const modelSpecSchema = z
  .object({
    id: z.string(),
    family: z.enum(MODEL_FAMILIES),
    contextWindow: z.int(),
    maxOutputTokens: z.int(),
    takesImages: z.literal(true).optional(),
  })
  .meta({ id: 'ModelSpec' })

export const layoutSchema = z.enum(LAYOUTS)
export const prioritySchema = z.enum(PRIORITIES)
