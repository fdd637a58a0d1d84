import {
  AutomationIcon,
  CartAbandonedIcon,
  ClipboardChecklistIcon,
  HeartIcon,
  HomeIcon,
  MegaphoneIcon,
  OrderIcon,
  PersonIcon,
  SettingsIcon,
} from '@shopify/polaris-icons';

/** The pages in the order in which every frame lists them. */
export const NAVIGATION = [
  { to: '/', word: 'overview', icon: HomeIcon },
  { to: '/carts', word: 'carts', icon: CartAbandonedIcon },
  { to: '/shoppers', word: 'shoppers', icon: PersonIcon },
  { to: '/tasks', word: 'tasks', icon: ClipboardChecklistIcon },
  { to: '/automation', word: 'automation', icon: AutomationIcon },
  { to: '/campaigns', word: 'campaigns', icon: MegaphoneIcon },
  { to: '/reconciliation', word: 'reconciliation', icon: OrderIcon },
  { to: '/health', word: 'health', icon: HeartIcon },
  { to: '/settings', word: 'settings', icon: SettingsIcon },
] as const;
