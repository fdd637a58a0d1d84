import { createBrowserRouter } from 'react-router';
import { Layout } from './layout.tsx';
import { NotFoundPage } from './pages/not-found/not-found-page.tsx';
import { PageFailed } from './parts/page-failed.tsx';

/** Each page is loaded when it is opened. */
export const createRoutes = () =>
  createBrowserRouter(
    [
      {
        Component: Layout,
        HydrateFallback: () => null,
        children: [{ ErrorBoundary: PageFailed, children: pages }],
      },
    ],
    { basename: '/admin' },
  );

const pages = [
  {
    path: '/',
    lazy: async () => ({ Component: (await import('./pages/overview/overview-page.tsx')).OverviewPage }),
  },
  {
    path: '/carts',
    lazy: async () => ({ Component: (await import('./pages/carts/carts-page.tsx')).CartsPage }),
  },
  {
    path: '/carts/:id',
    lazy: async () => ({ Component: (await import('./pages/cart/cart-page.tsx')).CartPage }),
  },
  {
    path: '/shoppers',
    lazy: async () => ({ Component: (await import('./pages/shoppers/shoppers-page.tsx')).ShoppersPage }),
  },
  {
    path: '/tasks',
    lazy: async () => ({ Component: (await import('./pages/tasks/tasks-page.tsx')).TasksPage }),
  },
  {
    path: '/automation',
    lazy: async () => ({
      Component: (await import('./pages/automation/automation-page.tsx')).AutomationPage,
    }),
  },
  {
    path: '/automation/:kind/:step',
    lazy: async () => ({ Component: (await import('./pages/texts/texts-page.tsx')).TextsPage }),
  },
  {
    path: '/campaigns',
    lazy: async () => ({ Component: (await import('./pages/campaigns/campaigns-page.tsx')).CampaignsPage }),
  },
  {
    path: '/campaigns/new',
    lazy: async () => ({
      Component: (await import('./pages/campaigns/new-campaign-page.tsx')).NewCampaignPage,
    }),
  },
  {
    path: '/campaigns/:id',
    lazy: async () => ({ Component: (await import('./pages/campaigns/campaign-page.tsx')).CampaignPage }),
  },
  {
    path: '/settings',
    lazy: async () => ({ Component: (await import('./pages/settings/settings-page.tsx')).SettingsPage }),
  },
  {
    path: '/health',
    lazy: async () => ({ Component: (await import('./pages/health/health-page.tsx')).HealthPage }),
  },
  {
    path: '/reconciliation',
    lazy: async () => ({
      Component: (await import('./pages/reconciliation/reconciliations-page.tsx')).ReconciliationsPage,
    }),
  },
  {
    path: '/reconciliation/:id',
    lazy: async () => ({
      Component: (await import('./pages/reconciliation/reconciliation-page.tsx')).ReconciliationPage,
    }),
  },
  { path: '*', Component: NotFoundPage },
];
