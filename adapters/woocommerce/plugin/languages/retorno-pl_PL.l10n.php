<?php
/**
 * The plugin's words.
 *
 * @package Retorno
 */

defined( 'ABSPATH' ) || exit;

return array(
	'domain'   => 'retorno',
	'language' => 'pl_PL',
	'messages' => array(
		'Settings' => 'Ustawienia',
		'You may not do this.' => 'Nie możesz tego zrobić.',
		'Address or secret are not as Retorno shows them.' => 'Adres lub sekret są inne, niż pokazuje Retorno.',
		'Saved.' => 'Zapisano.',
		'storeId is missing or not an id.' => 'Brakuje storeId albo nie jest to identyfikator.',
		'webhookUrl is not a web address.' => 'webhookUrl nie jest adresem internetowym.',
		'webhookSecret has 16 to 200 characters.' => 'webhookSecret ma od 16 do 200 znaków.',
		'You may also write to me on WhatsApp' => 'Można też pisać do mnie na WhatsAppie',
		'Carts left (Retorno)' => 'Porzucone koszyki (Retorno)',
		'Carts left' => 'Porzucone koszyki',
		'Retorno was asked to erase what it holds of this person.' => 'Poproszono Retorno o usunięcie danych tej osoby.',
		'<p>When you begin a checkout, we keep your cart together with the e-mail address, telephone number and name you type, even if you do not place the order, so that we can remind you of it. The reminders are sent for us by Retorno. Every reminder says how to end them.</p>' => '<p>Gdy zaczynasz składać zamówienie, zapisujemy Twój koszyk wraz z podanym adresem e-mail, telefonem i imieniem, nawet jeśli zamówienia nie złożysz, aby móc o nim przypomnieć. Przypomnienia wysyła w naszym imieniu Retorno. W każdym z nich napisano, jak z nich zrezygnować.</p>',
		'E-mail' => 'E-mail',
		'Telephone' => 'Telefon',
		'Name' => 'Imię i nazwisko',
		'Products' => 'Produkty',
		'Last changed' => 'Ostatnia zmiana',
		'“%s” is no longer available. Quantity: 0.' => '„%s” nie jest już dostępny. Ilość: 0.',
		'“%s” is sold out. Quantity: 0.' => '„%s” jest wyprzedany. Ilość: 0.',
		'Of “%1$s” only %2$s can be had now.' => '„%1$s”: teraz można kupić tylko %2$s.',
		'This link is not valid. Your cart is as it was.' => 'Ten link jest nieprawidłowy. Twój koszyk pozostał bez zmian.',
		'This cart is no longer kept. Your cart is as it was.' => 'Ten koszyk nie jest już przechowywany. Twój koszyk pozostał bez zmian.',
		'The order of this cart was placed already.' => 'Zamówienie z tego koszyka zostało już złożone.',
		'No store of Retorno is connected.' => 'Żaden sklep Retorno nie jest połączony.',
		'You may e-mail me about what I leave in my cart' => 'Można napisać do mnie e-mail o tym, co zostawię w koszyku',
		'Connection' => 'Połączenie',
		'Open Retorno and connect this shop there: it then finds this plugin by itself. If your shop was connected by command, paste what it printed.' => 'Otwórz Retorno i połącz tam ten sklep: samo znajdzie tę wtyczkę. Jeśli sklep połączono poleceniem, wklej to, co ono wypisało.',
		'Webhook address' => 'Adres webhooka',
		'Webhook secret' => 'Sekret webhooka',
		'Connect' => 'Połącz',
		'Connected to %s.' => 'Połączono z %s.',
		'Waiting for delivery: %s.' => 'Oczekuje na doręczenie: %s.',
		'Last delivery: %s.' => 'Ostatnie doręczenie: %s.',
		'Disconnect' => 'Rozłącz',
		'Consent at the checkout' => 'Zgoda przy składaniu zamówienia',
		'Box' => 'Pole wyboru',
		'Ask whether reminders by e-mail are welcome' => 'Pytaj, czy przypomnienia e-mailem są mile widziane',
		'Ask the same for WhatsApp' => 'Pytaj o to samo w sprawie WhatsAppa',
		'Never ticked beforehand and never required. Whether reminders need it is decided by the consent policy in Retorno.' => 'Nigdy niezaznaczone z góry i nigdy wymagane. O tym, czy przypomnienia go wymagają, decyduje polityka zgód w Retorno.',
		'Words beside the box' => 'Tekst obok pola',
	),
);
