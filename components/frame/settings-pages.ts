type SettingsPage = {
  href: string
  label: string
  /** What else people call what is there, for the palette. */
  words: string
  isForAdmins?: true
}

/** What the settings and the palette offer, in this order. */
export const SETTINGS_PAGES: SettingsPage[] = [
  { href: '/settings/workspace', label: 'Workspace', words: 'rename name slug new create add workspace' },
  { href: '/settings/members', label: 'Members', words: 'invite people users team colleagues roles permissions' },
  { href: '/settings/review', label: 'Review', words: 'approval required rules' },
  {
    href: '/settings/api-keys',
    label: 'API keys',
    words: 'create key token http program integration',
    isForAdmins: true,
  },
  {
    href: '/settings/providers',
    label: 'Providers',
    words: 'connect models llm openai chatgpt gpt anthropic claude google gemini mistral ollama lm studio local prices',
    isForAdmins: true,
  },
  { href: '/settings/limits', label: 'Limits', words: 'usage cost budget spending tokens' },
  {
    href: '/settings/embedding',
    label: 'Embedding',
    words: 'embeddings vectors semantic search meaning',
    isForAdmins: true,
  },
  { href: '/settings/summaries', label: 'Summaries', words: 'summary model', isForAdmins: true },
  { href: '/settings/profiles', label: 'Profiles', words: 'learn facts memory people', isForAdmins: true },
  { href: '/settings/cleaner', label: 'Cleaner', words: 'noise comments base64 badges imports', isForAdmins: true },
  { href: '/settings/policy', label: 'Policy', words: 'policies retrieval reranking budget shares format configure' },
  { href: '/settings/releases', label: 'Releases', words: 'production frozen lockfile version' },
  { href: '/settings/retention', label: 'Retention', words: 'delete data privacy how long kept' },
  { href: '/settings/audit-log', label: 'Audit log', words: 'history activity who did what events', isForAdmins: true },
  { href: '/settings/account', label: 'Account', words: 'change password e-mails notifications sign out sessions' },
  { href: '/settings/about', label: 'About', words: 'version database license openapi documentation installation' },
]
