import type { Language } from '../../core/words/vocabulary.ts';

type Told = { readonly title: string; readonly text: string };

export type ConnectWords = {
  readonly ask: Told & { readonly label: string; readonly button: string };
  readonly waiting: Told & { readonly again: string };
  readonly connected: Told & { readonly open: string };
  readonly refused: {
    readonly title: string;
    readonly stale: string;
    readonly not_begun: string;
    readonly declined: string;
    readonly not_proven: string;
    readonly again: string;
  };
};

/** The pages on the way of a merchant who connects a store. */
export const CONNECT_WORDS: Readonly<Record<Language, ConnectWords>> = {
  en: {
    ask: {
      title: 'Connect your shop',
      text: 'Next, your shop asks whether Retorno may read its orders and carts. Connecting sends nothing to anybody.',
      label: 'Address of your shop',
      button: 'Continue',
    },
    waiting: {
      title: 'Waiting for your shop',
      text: 'Your shop has not answered yet. This page checks again by itself.',
      again: 'Start over',
    },
    connected: {
      title: 'Your shop is connected',
      text: 'You can close this page, or open Retorno.',
      open: 'Open Retorno',
    },
    refused: {
      title: 'Your shop is not connected',
      stale:
        'This connection was started in another browser or too long ago, or has been used already. Nothing has changed.',
      not_begun: 'The connection could not be started. Nothing has changed.',
      declined: 'Your shop did not agree to the connection. Nothing has changed.',
      not_proven: 'Your shop agreed, but the access it granted did not arrive. Nothing has changed.',
      again: 'Try again',
    },
  },
  'pt-BR': {
    ask: {
      title: 'Conecte sua loja',
      text: 'Em seguida, sua loja pergunta se o Retorno pode ler pedidos e carrinhos. Conectar não envia nada a ninguém.',
      label: 'Endereço da loja',
      button: 'Continuar',
    },
    waiting: {
      title: 'Aguardando sua loja',
      text: 'Sua loja ainda não respondeu. Esta página verifica de novo automaticamente.',
      again: 'Começar de novo',
    },
    connected: {
      title: 'Sua loja está conectada',
      text: 'Você pode fechar esta página ou abrir o Retorno.',
      open: 'Abrir o Retorno',
    },
    refused: {
      title: 'Sua loja não foi conectada',
      stale: 'Esta conexão foi iniciada em outro navegador ou há tempo demais, ou já foi usada. Nada mudou.',
      not_begun: 'A conexão não pôde ser iniciada. Nada mudou.',
      declined: 'A loja não concordou com a conexão. Nada mudou.',
      not_proven: 'A loja concordou, mas o acesso concedido não chegou. Nada mudou.',
      again: 'Tentar de novo',
    },
  },
  es: {
    ask: {
      title: 'Conecta tu tienda',
      text: 'A continuación, tu tienda pregunta si Retorno puede leer pedidos y carritos. Conectar no envía nada a nadie.',
      label: 'Dirección de la tienda',
      button: 'Continuar',
    },
    waiting: {
      title: 'Esperando a tu tienda',
      text: 'Tu tienda todavía no ha respondido. Esta página lo comprueba de nuevo automáticamente.',
      again: 'Empezar de nuevo',
    },
    connected: {
      title: 'Tu tienda está conectada',
      text: 'Puedes cerrar esta página o abrir Retorno.',
      open: 'Abrir Retorno',
    },
    refused: {
      title: 'Tu tienda no se ha conectado',
      stale:
        'Esta conexión se inició en otro navegador o hace demasiado tiempo, o ya se usó. Nada ha cambiado.',
      not_begun: 'No se pudo iniciar la conexión. Nada ha cambiado.',
      declined: 'La tienda no aceptó la conexión. Nada ha cambiado.',
      not_proven: 'La tienda aceptó, pero el acceso concedido no llegó. Nada ha cambiado.',
      again: 'Intentar de nuevo',
    },
  },
  pl: {
    ask: {
      title: 'Połącz swój sklep',
      text: 'Za chwilę sklep zapyta, czy Retorno może czytać zamówienia i koszyki. Samo połączenie niczego nikomu nie wysyła.',
      label: 'Adres sklepu',
      button: 'Dalej',
    },
    waiting: {
      title: 'Czekamy na sklep',
      text: 'Sklep jeszcze nie odpowiedział. Ta strona sama sprawdzi ponownie.',
      again: 'Zacznij od nowa',
    },
    connected: {
      title: 'Sklep jest połączony',
      text: 'Możesz zamknąć tę stronę albo otworzyć Retorno.',
      open: 'Otwórz Retorno',
    },
    refused: {
      title: 'Sklep nie został połączony',
      stale:
        'To połączenie rozpoczęto w innej przeglądarce lub zbyt dawno albo zostało już użyte. Nic się nie zmieniło.',
      not_begun: 'Nie udało się rozpocząć połączenia. Nic się nie zmieniło.',
      declined: 'Sklep nie zgodził się na połączenie. Nic się nie zmieniło.',
      not_proven: 'Sklep się zgodził, ale przyznany dostęp do nas nie dotarł. Nic się nie zmieniło.',
      again: 'Spróbuj ponownie',
    },
  },
};
