import { analyzeQuery } from '../analyze-query'

/**
 * Short questions in conversations: what was asked before, the question, and whether it leans on that (`leans`) or is a
 * question of its own (`own`), as a reader would take it.
 */
const LINES = `
How do I rotate an API key? | What is MMR? | own
How do I rotate an API key? | What is a release? | own
How do I rotate an API key? | Why? | leans
How do I rotate an API key? | Who may do that? | leans
How do I rotate an API key? | How often? | leans
How do I rotate an API key? | Where are backups? | own
How do I publish a module? | What is a policy? | own
How do I publish a module? | Can I undo it? | leans
How do I publish a module? | Who can review? | leans
How do I publish a module? | What is chunking? | own
How do I publish a module? | And from the command line? | leans
How do I publish a module? | Which command? | leans
What does the relevance floor do? | What are embeddings? | own
What does the relevance floor do? | What is the default? | leans
What does the relevance floor do? | Can I turn it off? | leans
What does the relevance floor do? | What is BM25? | own
What does the relevance floor do? | Is that fast? | leans
What does the relevance floor do? | Who wrote Loadout? | own
How much does the team plan cost? | What is a workspace? | own
How much does the team plan cost? | And per year? | leans
How much does the team plan cost? | With tax? | leans
How much does the team plan cost? | What is SSO? | own
How much does the team plan cost? | Is there a discount? | leans
How much does the team plan cost? | Define idempotency | own
How do I install it on Debian? | What is Docker? | own
How do I install it on Debian? | On Windows? | leans
How do I install it on Debian? | Without root? | leans
How do I install it on Debian? | What are webhooks? | own
How do I install it on Debian? | How long does it take? | leans
How do I install it on Debian? | What does useEffect do? | own
What is a budget section? | What is a profile? | own
What is a budget section? | How many are there? | leans
What is a budget section? | Give me an example | leans
What is a budget section? | Explain reranking | own
What is a budget section? | Which one is largest? | leans
What is a budget section? | Who are the maintainers? | own
Can two people edit the same module? | What is a merge conflict? | own
Can two people edit the same module? | At the same time? | leans
Can two people edit the same module? | What happens then? | leans
Can two people edit the same module? | What is OAuth? | own
Can two people edit the same module? | Since when? | leans
Can two people edit the same module? | How does search work? | own
Where are the logs kept? | What is an incident? | own
Where are the logs kept? | For how long? | leans
Where are the logs kept? | In which format? | leans
Where are the logs kept? | What is retention? | own
Where are the logs kept? | Are they encrypted? | leans
Where are the logs kept? | What are scopes? | own
Which regions are available? | What is failover? | own
Which regions are available? | Also in Asia? | leans
Which regions are available? | What about Brazil? | leans
Which regions are available? | What is latency? | own
Which regions are available? | How many? | leans
Which regions are available? | Describe sharding | own
How do I reset my password? | What is a passkey? | own
How do I reset my password? | I got no mail, why? | leans
How do I reset my password? | Does that log me out? | leans
How do I reset my password? | What is 2FA? | own
How do I reset my password? | How many attempts? | leans
How do I reset my password? | Who is Kim? | own
What is the refund policy? | What is a chargeback? | own
What is the refund policy? | After thirty days? | leans
What is the refund policy? | Even for gifts? | leans
What is the refund policy? | What are invoices? | own
What is the refund policy? | Is it the same abroad? | leans
What is the refund policy? | What is VAT? | own
How is the index built? | What is HNSW? | own
How is the index built? | How often? | leans
How is the index built? | On which machine? | leans
How is the index built? | What is a tokenizer? | own
How is the index built? | Can I skip this? | leans
How is the index built? | What is Postgres? | own
Does it support French? | What is stemming? | own
Does it support French? | And German? | leans
Does it support French? | Which others? | leans
Does it support French? | What are stop words? | own
Does it support French? | How well? | leans
Does it support French? | What is Unicode? | own
What did the last release change? | What is a changelog? | own
What did the last release change? | And the one before? | leans
What did the last release change? | Is it breaking? | leans
What did the last release change? | What is semver? | own
What did the last release change? | When was that? | leans
What did the last release change? | What are tags? | own
How do I write an activation rule? | What is YAML? | own
How do I write an activation rule? | In JSON? | leans
How do I write an activation rule? | Where does it go? | leans
How do I write an activation rule? | What is a glob? | own
How do I write an activation rule? | More examples? | leans
How do I write an activation rule? | Who is the owner? | own
Why was my question refused? | What is a quota? | own
Why was my question refused? | By whom? | leans
Why was my question refused? | Can I appeal? | leans
Why was my question refused? | What are guardrails? | own
Why was my question refused? | What now? | leans
Why was my question refused? | What is moderation? | own
How do I export my data? | What is GDPR? | own
How do I export my data? | As CSV? | leans
How do I export my data? | Everything? | leans
How do I export my data? | What is a snapshot? | own
`

type ShortQuestion = { before: string; query: string; leans: boolean }

export const SHORT_QUESTIONS: ShortQuestion[] = LINES.trim()
  .split('\n')
  .map((line) => {
    const [before = '', query = '', kind] = line.split(' | ')
    return { before, query, leans: kind === 'leans' }
  })

/** Those that the analysis takes for the other kind. */
export function misjudgedQuestions(): ShortQuestion[] {
  return SHORT_QUESTIONS.filter(({ before, query, leans }) => {
    return analyzeQuery(query, [{ id: 't1', role: 'user', content: before }]).isFollowUp !== leans
  })
}
