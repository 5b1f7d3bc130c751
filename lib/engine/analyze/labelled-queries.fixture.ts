import type { Intent, Level } from '../types'

export type LabelledQuery = {
  query: string
  /** User turns before, oldest first. */
  before?: string[]
  intent: Intent
  complexity: Level
  language: string
  isFollowUp?: boolean
  identifiers?: string[]
  entities?: string[]
  /** Words that the stand-alone query has to contain, lowercase. */
  standalone?: string[]
}

/** Labelled by hand before the rules were run on them. */
export const LABELLED_QUERIES: LabelledQuery[] = [
  { query: 'What is a context module?', intent: 'informational', complexity: 'low', language: 'en' },
  { query: 'Explain how reciprocal rank fusion works', intent: 'informational', complexity: 'low', language: 'en' },
  { query: 'Who can publish a module?', intent: 'informational', complexity: 'low', language: 'en' },
  { query: 'Which roles does a workspace have?', intent: 'informational', complexity: 'low', language: 'en' },
  {
    query: 'What does the overlap setting of chunkMarkdown() mean?',
    intent: 'informational',
    complexity: 'low',
    language: 'en',
    identifiers: ['chunkMarkdown()'],
  },
  { query: 'When do API keys expire?', intent: 'informational', complexity: 'low', language: 'en', entities: ['API'] },
  {
    query: 'Why is the default BM25 k1 set to 1.2?',
    intent: 'informational',
    complexity: 'low',
    language: 'en',
    identifiers: ['BM25', '1.2'],
  },
  { query: 'What is the maximum size of an import?', intent: 'informational', complexity: 'low', language: 'en' },
  {
    query: 'How do I install Loadout?',
    intent: 'procedural',
    complexity: 'low',
    language: 'en',
    entities: ['Loadout'],
  },
  { query: 'how to add a new team member', intent: 'procedural', complexity: 'low', language: 'en' },
  {
    query: 'Walk me through connecting PostgreSQL 17 with pgvector',
    intent: 'procedural',
    complexity: 'low',
    language: 'en',
    entities: ['PostgreSQL'],
  },
  {
    query: 'How can I set LOADOUT_DATA_DIR on a server?',
    intent: 'procedural',
    complexity: 'low',
    language: 'en',
    identifiers: ['LOADOUT_DATA_DIR'],
  },
  {
    query: 'Steps to migrate from version 0.9.1 to 1.0.0 without downtime, and how to roll back if it fails',
    intent: 'procedural',
    complexity: 'high',
    language: 'en',
    identifiers: ['0.9.1', '1.0.0'],
  },
  { query: 'configure the OpenAI provider', intent: 'procedural', complexity: 'low', language: 'en' },
  { query: 'enable two-factor sign in for the workspace', intent: 'procedural', complexity: 'low', language: 'en' },
  {
    query: 'Error: connect ECONNREFUSED 127.0.0.1:5432',
    intent: 'troubleshooting',
    complexity: 'low',
    language: 'en',
    identifiers: ['127.0.0.1'],
  },
  {
    query: 'Why does my import fail with status 413?',
    intent: 'troubleshooting',
    complexity: 'low',
    language: 'en',
    identifiers: ['status 413'],
  },
  {
    query: 'The playground hangs after the first answer',
    intent: 'troubleshooting',
    complexity: 'low',
    language: 'en',
  },
  {
    query: 'ERR_MODULE_NOT_FOUND when I run npm start',
    intent: 'troubleshooting',
    complexity: 'low',
    language: 'en',
    identifiers: ['ERR_MODULE_NOT_FOUND'],
  },
  {
    query: 'embedPassages() returns undefined in lib/models/embed.ts',
    intent: 'troubleshooting',
    complexity: 'low',
    language: 'en',
    identifiers: ['embedPassages()', 'lib/models/embed.ts'],
  },
  { query: "The server won't start", intent: 'troubleshooting', complexity: 'low', language: 'en' },
  {
    query:
      'Since the upgrade, requests time out when two people publish at once, and the log says deadlock detected; what should I check first, and how do I debug it?',
    intent: 'troubleshooting',
    complexity: 'high',
    language: 'en',
  },
  { query: 'HNSW vs exact search', intent: 'comparative', complexity: 'low', language: 'en', entities: ['HNSW'] },
  {
    query: 'What is the difference between a policy and a profile?',
    intent: 'comparative',
    complexity: 'low',
    language: 'en',
  },
  { query: 'Should I use the chat or the single layout?', intent: 'comparative', complexity: 'low', language: 'en' },
  {
    query: 'Compare RRF with weighted score fusion in terms of quality and speed, considering small libraries',
    intent: 'comparative',
    complexity: 'high',
    language: 'en',
    entities: ['RRF'],
  },
  {
    query: 'pros and cons of embedding whole modules instead of chunks',
    intent: 'comparative',
    complexity: 'low',
    language: 'en',
  },
  { query: 'Write a release note for the new editor', intent: 'creative', complexity: 'low', language: 'en' },
  { query: 'Draft an e-mail that invites the team', intent: 'creative', complexity: 'low', language: 'en' },
  { query: 'Suggest names for our onboarding module', intent: 'creative', complexity: 'low', language: 'en' },
  { query: 'Hi there!', intent: 'conversational', complexity: 'low', language: 'en' },
  { query: 'Thanks, that helped', intent: 'conversational', complexity: 'low', language: 'en' },
  { query: 'ok great', intent: 'conversational', complexity: 'low', language: 'und' },
  { query: 'Wie installiere ich die Anwendung?', intent: 'procedural', complexity: 'low', language: 'de' },
  {
    query: 'Was ist der Unterschied zwischen einem Profil und einer Richtlinie?',
    intent: 'comparative',
    complexity: 'low',
    language: 'de',
  },
  { query: 'Der Import funktioniert nicht', intent: 'troubleshooting', complexity: 'low', language: 'de' },
  { query: 'Comment configurer le fournisseur ?', intent: 'procedural', complexity: 'low', language: 'fr' },
  { query: '¿Cómo puedo instalar la aplicación?', intent: 'procedural', complexity: 'low', language: 'es' },
  { query: 'Qual è la dimensione massima dei moduli?', intent: 'informational', complexity: 'low', language: 'it' },
  { query: 'トークンとは何ですか', intent: 'informational', complexity: 'low', language: 'ja' },
  { query: '什么是上下文窗口', intent: 'informational', complexity: 'low', language: 'zh' },
  { query: 'Что такое модуль', intent: 'informational', complexity: 'low', language: 'ru' },
  {
    query: 'How do I configure it?',
    before: ['What is the HNSW index?'],
    intent: 'procedural',
    complexity: 'low',
    language: 'en',
    isFollowUp: true,
    standalone: ['hnsw', 'index', 'configure'],
  },
  {
    query: 'What about rate limits?',
    before: ['Which scopes do API keys have?'],
    intent: 'informational',
    complexity: 'low',
    language: 'en',
    isFollowUp: true,
    standalone: ['rate limits', 'api keys'],
  },
  {
    query: 'and how do they expire?',
    before: ['Tell me about invitations', 'Who can send them?'],
    intent: 'procedural',
    complexity: 'low',
    language: 'en',
    isFollowUp: true,
    standalone: ['invitations', 'expire'],
  },
  {
    query: 'Why?',
    before: ['Is the relevance floor on by default?'],
    intent: 'informational',
    complexity: 'low',
    language: 'en',
    isFollowUp: true,
    standalone: ['relevance floor'],
  },
  {
    query: 'Is it possible to export the whole library as a zip file?',
    before: ['What is the HNSW index?'],
    intent: 'informational',
    complexity: 'low',
    language: 'en',
  },
  {
    query: 'How do I create an API key for the billing service?',
    before: ['What is a module?'],
    intent: 'procedural',
    complexity: 'low',
    language: 'en',
  },
  {
    query: 'Which modules mention that the response reserve is 10 %?',
    before: ['How large is the window?'],
    intent: 'informational',
    complexity: 'low',
    language: 'en',
  },
]
