import type { Language } from '../../core/words/vocabulary.ts';

export type LegalText = {
  readonly title: string;
  readonly lead: string;
  readonly sections: readonly { readonly heading: string; readonly points: readonly string[] }[];
};

export type LegalFacts = {
  /** Whoever hosts the app; null where no address is set. */
  readonly contact: string | null;
  readonly host: string;
  readonly contactDays: number;
  readonly inboxDays: number;
};

export type LegalWords = {
  readonly privacy: (facts: LegalFacts) => LegalText;
  readonly support: (facts: LegalFacts) => LegalText;
};

/** What listings demand: who holds which data, why, for how long, and whom to ask. */
export const LEGAL_WORDS: Readonly<Record<Language, LegalWords>> = {
  en: {
    privacy: ({ host, contact, contactDays, inboxDays }) => ({
      title: 'Privacy',
      lead: `Retorno at ${host} reminds shoppers of carts they left behind, on behalf of the store they visited. The store decides why and how; this app only acts for it.`,
      sections: [
        {
          heading: 'What is kept',
          points: [
            'Of shoppers: name, e-mail address, telephone number, language, country, the contents of carts and the state of orders, consent and opt-outs with their source and time, and the messages sent with their links and clicks.',
            'Of stores: name, address, settings and the access they granted, encrypted.',
          ],
        },
        {
          heading: 'What is never kept',
          points: [
            'Card and bank data, tax numbers, and the IP addresses and browsers of shoppers. They are dropped before anything is stored or logged.',
          ],
        },
        {
          heading: 'How long',
          points: [
            `Contact data of closed carts: ${contactDays} days, unless the store sets another time. Bodies of webhooks: ${inboxDays} days.`,
            'When a store removes the app or a shopper is erased, the data goes; a keyed hash stays so that an opt-out is not forgotten.',
          ],
        },
        {
          heading: 'Your rights',
          points: [
            'Every marketing message can be unsubscribed from with one click. For access, correction or erasure (GDPR, LGPD) ask the store you visited; it answers with the tools of this app.',
            'Data is neither sold nor passed on; it leaves only to the store’s platform and to the mail provider the store chose.',
          ],
        },
        { heading: 'Contact', points: [contact ?? `The operator of ${host}.`] },
      ],
    }),
    support: ({ host, contact }) => ({
      title: 'Support',
      lead: `Help with Retorno at ${host}.`,
      sections: [
        {
          heading: 'For stores',
          points: [
            'Health in the admin shows what arrived, what failed and why, and what needs attention.',
            'Each cart explains why a message went, waits or does not go.',
            contact === null
              ? `Ask the operator of ${host}, and name the cart or delivery by its id.`
              : `Write to ${contact}, and name the cart or delivery by its id; send no shopper’s data.`,
          ],
        },
        {
          heading: 'For shoppers',
          points: [
            'The link at the end of every marketing message unsubscribes you at once. About an order or your data, please ask the store.',
          ],
        },
      ],
    }),
  },
  'pt-BR': {
    privacy: ({ host, contact, contactDays, inboxDays }) => ({
      title: 'Privacidade',
      lead: `O Retorno em ${host} lembra compradores dos carrinhos que deixaram, em nome da loja que visitaram. A loja decide por que e como; este aplicativo apenas age por ela.`,
      sections: [
        {
          heading: 'O que é guardado',
          points: [
            'De compradores: nome, e-mail, telefone, idioma, país, o conteúdo dos carrinhos e a situação dos pedidos, consentimento e descadastros com origem e data, e as mensagens enviadas com seus links e cliques.',
            'De lojas: nome, endereço, configurações e o acesso concedido, criptografado.',
          ],
        },
        {
          heading: 'O que nunca é guardado',
          points: [
            'Dados de cartão e banco, CPF, CNPJ e outros números fiscais, e os endereços IP e navegadores dos compradores. São descartados antes de qualquer gravação ou registro.',
          ],
        },
        {
          heading: 'Por quanto tempo',
          points: [
            `Dados de contato de carrinhos encerrados: ${contactDays} dias, salvo outro prazo definido pela loja. Corpos de webhooks: ${inboxDays} dias.`,
            'Quando a loja remove o aplicativo ou um comprador é apagado, os dados somem; resta um hash com chave para que um descadastro não seja esquecido.',
          ],
        },
        {
          heading: 'Seus direitos',
          points: [
            'Toda mensagem de marketing pode ser cancelada com um clique. Para acesso, correção ou exclusão (LGPD, GDPR), fale com a loja que você visitou; ela responde com as ferramentas deste aplicativo.',
            'Os dados não são vendidos nem repassados; seguem apenas para a plataforma da loja e para o provedor de e-mail escolhido por ela.',
          ],
        },
        { heading: 'Contato', points: [contact ?? `Quem opera ${host}.`] },
      ],
    }),
    support: ({ host, contact }) => ({
      title: 'Suporte',
      lead: `Ajuda com o Retorno em ${host}.`,
      sections: [
        {
          heading: 'Para lojas',
          points: [
            'A página Saúde do painel mostra o que chegou, o que falhou e por quê, e o que pede atenção.',
            'Cada carrinho explica por que uma mensagem saiu, espera ou não sai.',
            contact === null
              ? `Fale com quem opera ${host} e informe o id do carrinho ou da entrega.`
              : `Escreva para ${contact} e informe o id do carrinho ou da entrega; não envie dados de compradores.`,
          ],
        },
        {
          heading: 'Para compradores',
          points: [
            'O link no fim de cada mensagem de marketing cancela sua inscrição na hora. Sobre um pedido ou seus dados, fale com a loja.',
          ],
        },
      ],
    }),
  },
  es: {
    privacy: ({ host, contact, contactDays, inboxDays }) => ({
      title: 'Privacidad',
      lead: `Retorno en ${host} recuerda a los compradores los carritos que dejaron, en nombre de la tienda que visitaron. La tienda decide por qué y cómo; esta aplicación solo actúa por ella.`,
      sections: [
        {
          heading: 'Qué se guarda',
          points: [
            'De los compradores: nombre, correo, teléfono, idioma, país, el contenido de los carritos y el estado de los pedidos, consentimientos y bajas con su origen y fecha, y los mensajes enviados con sus enlaces y clics.',
            'De las tiendas: nombre, dirección, ajustes y el acceso que concedieron, cifrado.',
          ],
        },
        {
          heading: 'Qué no se guarda nunca',
          points: [
            'Datos de tarjetas y bancos, números fiscales, ni las direcciones IP y los navegadores de los compradores. Se descartan antes de guardar o registrar nada.',
          ],
        },
        {
          heading: 'Cuánto tiempo',
          points: [
            `Datos de contacto de carritos cerrados: ${contactDays} días, salvo que la tienda fije otro plazo. Cuerpos de webhooks: ${inboxDays} días.`,
            'Cuando una tienda quita la aplicación o se borra a un comprador, los datos desaparecen; queda un hash con clave para no olvidar una baja.',
          ],
        },
        {
          heading: 'Tus derechos',
          points: [
            'Cada mensaje de marketing permite darse de baja con un clic. Para acceso, corrección o borrado (RGPD, LGPD) pregunta a la tienda que visitaste; ella responde con las herramientas de esta aplicación.',
            'Los datos ni se venden ni se ceden; solo van a la plataforma de la tienda y al proveedor de correo que ella eligió.',
          ],
        },
        { heading: 'Contacto', points: [contact ?? `Quien opera ${host}.`] },
      ],
    }),
    support: ({ host, contact }) => ({
      title: 'Soporte',
      lead: `Ayuda con Retorno en ${host}.`,
      sections: [
        {
          heading: 'Para tiendas',
          points: [
            'La página Salud del panel muestra qué llegó, qué falló y por qué, y qué requiere atención.',
            'Cada carrito explica por qué un mensaje salió, espera o no sale.',
            contact === null
              ? `Pregunta a quien opera ${host} e indica el id del carrito o de la entrega.`
              : `Escribe a ${contact} e indica el id del carrito o de la entrega; no envíes datos de compradores.`,
          ],
        },
        {
          heading: 'Para compradores',
          points: [
            'El enlace al final de cada mensaje de marketing te da de baja al instante. Sobre un pedido o tus datos, pregunta a la tienda.',
          ],
        },
      ],
    }),
  },
  pl: {
    privacy: ({ host, contact, contactDays, inboxDays }) => ({
      title: 'Prywatność',
      lead: `Retorno pod adresem ${host} przypomina kupującym o pozostawionych koszykach w imieniu odwiedzonego sklepu. O celu i sposobie decyduje sklep; ta aplikacja tylko działa w jego imieniu.`,
      sections: [
        {
          heading: 'Co jest przechowywane',
          points: [
            'O kupujących: imię i nazwisko, e-mail, telefon, język, kraj, zawartość koszyków i stan zamówień, zgody i rezygnacje ze źródłem i czasem oraz wysłane wiadomości z linkami i kliknięciami.',
            'O sklepach: nazwa, adres, ustawienia i przyznany dostęp, zaszyfrowany.',
          ],
        },
        {
          heading: 'Co nigdy nie jest przechowywane',
          points: [
            'Dane kart i banków, numery podatkowe (NIP, PESEL) oraz adresy IP i przeglądarki kupujących. Są usuwane, zanim cokolwiek zostanie zapisane.',
          ],
        },
        {
          heading: 'Jak długo',
          points: [
            `Dane kontaktowe zamkniętych koszyków: ${contactDays} dni, chyba że sklep ustali inaczej. Treść webhooków: ${inboxDays} dni.`,
            'Gdy sklep usuwa aplikację lub kupujący zostaje usunięty, dane znikają; zostaje skrót z kluczem, aby rezygnacja nie została zapomniana.',
          ],
        },
        {
          heading: 'Twoje prawa',
          points: [
            'Z każdej wiadomości marketingowej można zrezygnować jednym kliknięciem. W sprawie dostępu, poprawienia lub usunięcia danych (RODO, LGPD) zwróć się do odwiedzonego sklepu; odpowie narzędziami tej aplikacji.',
            'Dane nie są sprzedawane ani przekazywane; trafiają tylko do platformy sklepu i do wybranego przez sklep dostawcy poczty.',
          ],
        },
        { heading: 'Kontakt', points: [contact ?? `Operator ${host}.`] },
      ],
    }),
    support: ({ host, contact }) => ({
      title: 'Pomoc',
      lead: `Pomoc dotycząca Retorno pod adresem ${host}.`,
      sections: [
        {
          heading: 'Dla sklepów',
          points: [
            'Strona Stan w panelu pokazuje, co nadeszło, co się nie udało i dlaczego oraz co wymaga uwagi.',
            'Każdy koszyk wyjaśnia, dlaczego wiadomość wyszła, czeka lub nie wyjdzie.',
            contact === null
              ? `Zapytaj operatora ${host}, podając id koszyka lub dostarczenia.`
              : `Napisz na ${contact}, podając id koszyka lub dostarczenia; nie wysyłaj danych kupujących.`,
          ],
        },
        {
          heading: 'Dla kupujących',
          points: [
            'Link na końcu każdej wiadomości marketingowej natychmiast wypisuje z listy. W sprawie zamówienia lub danych zapytaj sklep.',
          ],
        },
      ],
    }),
  },
};
