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
      text: 'Your shop asks you next whether Retorno may read orders and carts. Nothing is sent to anybody by connecting.',
      label: 'Address of the shop',
      button: 'Go on',
    },
    waiting: {
      title: 'Waiting for your shop',
      text: 'Your shop has not answered yet. This page looks again by itself.',
      again: 'Begin again',
    },
    connected: {
      title: 'Your shop is connected',
      text: 'You may close this page, or open Retorno.',
      open: 'Open Retorno',
    },
    refused: {
      title: 'Your shop is not connected',
      stale:
        'This connection was begun in another browser, too long ago, or is used already. Nothing has changed.',
      not_begun: 'Connecting could not begin. Nothing has changed.',
      declined: 'The shop did not agree to the connection. Nothing has changed.',
      not_proven: 'The shop agreed, but did not answer with the access it gave. Nothing has changed.',
      again: 'Try again',
    },
  },
  'pt-BR': {
    ask: {
      title: 'Conecte sua loja',
      text: 'Em seguida sua loja pergunta se o Retorno pode ler pedidos e carrinhos. Conectar não envia nada a ninguém.',
      label: 'Endereço da loja',
      button: 'Continuar',
    },
    waiting: {
      title: 'Esperando sua loja',
      text: 'Sua loja ainda não respondeu. Esta página verifica de novo sozinha.',
      again: 'Começar de novo',
    },
    connected: {
      title: 'Sua loja está conectada',
      text: 'Você pode fechar esta página ou abrir o Retorno.',
      open: 'Abrir o Retorno',
    },
    refused: {
      title: 'Sua loja não foi conectada',
      stale: 'Esta conexão foi iniciada em outro navegador, há tempo demais, ou já foi usada. Nada mudou.',
      not_begun: 'A conexão não pôde começar. Nada mudou.',
      declined: 'A loja não concordou com a conexão. Nada mudou.',
      not_proven: 'A loja concordou, mas não respondeu com o acesso que deu. Nada mudou.',
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
      text: 'Tu tienda todavía no ha respondido. Esta página vuelve a mirar sola.',
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
        'Esta conexión se inició en otro navegador, hace demasiado tiempo, o ya se usó. Nada ha cambiado.',
      not_begun: 'La conexión no pudo empezar. Nada ha cambiado.',
      declined: 'La tienda no aceptó la conexión. Nada ha cambiado.',
      not_proven: 'La tienda aceptó, pero no respondió con el acceso que dio. Nada ha cambiado.',
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
        'To połączenie rozpoczęto w innej przeglądarce, zbyt dawno, albo zostało już użyte. Nic się nie zmieniło.',
      not_begun: 'Nie udało się rozpocząć połączenia. Nic się nie zmieniło.',
      declined: 'Sklep nie zgodził się na połączenie. Nic się nie zmieniło.',
      not_proven:
        'Sklep się zgodził, ale nie odpowiedział z dostępem, którego udzielił. Nic się nie zmieniło.',
      again: 'Spróbuj ponownie',
    },
  },
};
