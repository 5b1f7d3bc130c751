export const SETTINGS_GROUPS = ['Workspace', 'People and access', 'Models', 'Knowledge', 'Records', 'You'] as const
type SettingsGroup = (typeof SETTINGS_GROUPS)[number]

type SettingsPage = {
  group: SettingsGroup
  href: string
  label: string
  /** What else people call what is there, for the palette. */
  words: string
  isForAdmins?: true
}

/** What the settings and the palette offer, in this order: the pages of a group stand beside each other. */
export const SETTINGS_PAGES: SettingsPage[] = [
  {
    group: 'Workspace',
    href: '/settings/workspace',
    label: 'Workspace',
    words: 'rename name slug new create add workspace',
  },
  {
    group: 'Workspace',
    href: '/settings/about',
    label: 'About',
    words: 'version database license openapi documentation installation',
  },
  {
    group: 'People and access',
    href: '/settings/members',
    label: 'Members',
    words: 'invite people users team colleagues roles permissions',
  },
  { group: 'People and access', href: '/settings/review', label: 'Review', words: 'approval required rules' },
  {
    group: 'People and access',
    href: '/settings/api-keys',
    label: 'API keys',
    words: 'create key token http program integration',
    isForAdmins: true,
  },
  { group: 'People and access', href: '/settings/limits', label: 'Limits', words: 'usage cost budget spending tokens' },
  {
    group: 'Models',
    href: '/settings/providers',
    label: 'Providers',
    words: 'connect models llm openai chatgpt gpt anthropic claude google gemini mistral ollama lm studio local prices',
    isForAdmins: true,
  },
  {
    group: 'Models',
    href: '/settings/embedding',
    label: 'Embedding',
    words: 'embeddings vectors semantic search meaning',
    isForAdmins: true,
  },
  { group: 'Models', href: '/settings/summaries', label: 'Summaries', words: 'summary model', isForAdmins: true },
  {
    group: 'Knowledge',
    href: '/settings/policy',
    label: 'Policy',
    words: 'policies retrieval reranking budget shares format configure',
  },
  {
    group: 'Knowledge',
    href: '/settings/releases',
    label: 'Releases',
    words: 'production frozen lockfile version',
  },
  {
    group: 'Knowledge',
    href: '/settings/cleaner',
    label: 'Cleaner',
    words: 'noise comments base64 badges imports',
    isForAdmins: true,
  },
  {
    group: 'Knowledge',
    href: '/settings/profiles',
    label: 'Profiles',
    words: 'learn facts memory people',
    isForAdmins: true,
  },
  { group: 'Records', href: '/settings/retention', label: 'Retention', words: 'delete data privacy how long kept' },
  {
    group: 'Records',
    href: '/settings/audit-log',
    label: 'Audit log',
    words: 'history activity who did what events',
    isForAdmins: true,
  },
  {
    group: 'You',
    href: '/settings/account',
    label: 'Account',
    words: 'change password e-mails notifications sign out sessions',
  },
]
