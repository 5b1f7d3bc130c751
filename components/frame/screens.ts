import {
  ChartNoAxesGantt,
  GitPullRequestArrow,
  Inbox,
  Library,
  Lightbulb,
  ListChecks,
  type LucideIcon,
  MessagesSquare,
  Settings,
  UserRound,
  Waypoints,
} from 'lucide-react'

type Screen = { href: string; label: string; icon: LucideIcon; shortcut: string }

/** What the rail and the palette offer, in this order. */
export const SCREENS: Screen[] = [
  { href: '/playground', label: 'Playground', icon: MessagesSquare, shortcut: 'g p' },
  { href: '/modules', label: 'Modules', icon: Library, shortcut: 'g m' },
  { href: '/retrieval', label: 'Retrieval', icon: Waypoints, shortcut: 'g r' },
  { href: '/budget', label: 'Budget', icon: ChartNoAxesGantt, shortcut: 'g b' },
  { href: '/checks', label: 'Checks', icon: ListChecks, shortcut: 'g k' },
  { href: '/changes', label: 'Changes', icon: GitPullRequestArrow, shortcut: 'g c' },
  { href: '/inbox', label: 'Inbox', icon: Inbox, shortcut: 'g n' },
  { href: '/profiles', label: 'Profiles', icon: UserRound, shortcut: 'g u' },
  { href: '/insights', label: 'Insights', icon: Lightbulb, shortcut: 'g i' },
  { href: '/settings', label: 'Settings', icon: Settings, shortcut: 'g s' },
]
