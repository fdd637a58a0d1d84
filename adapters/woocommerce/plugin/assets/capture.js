/**
 * Reports what is typed at the checkout, so that a cart is known whose shopper never presses "Place order". Whatever it
 * reports, the shop takes for the caller's own cart alone.
 */
( function () {
	'use strict';

	var address = window.retornoCapture;
	var FIELDS = { email: 1, phone: 1, first_name: 1, last_name: 1 };
	var BOXES = { 'retorno/consent': 1, 'retorno/whatsapp': 1 };
	var known = {};
	var reported = '';
	var timer = 0;

	if ( ! address ) {
		return;
	}

	function note( name, value ) {
		if ( typeof value === 'boolean' ) {
			value = value ? '1' : '0';
		}
		// A box nobody touched and a field nobody filled say nothing.
		if ( typeof value !== 'string' || ( known[ name ] === undefined && ( value === '' || value === '0' ) ) ) {
			return;
		}
		if ( known[ name ] === value ) {
			return;
		}
		known[ name ] = value;
		window.clearTimeout( timer );
		timer = window.setTimeout( report, 400 );
	}

	function isReachable() {
		return /^\S+@\S+\.\S+$/.test( known.email || '' ) || ( known.phone || '' ).replace( /\D/g, '' ).length >= 7;
	}

	function report() {
		var body = new URLSearchParams( known );
		if ( ! isReachable() || body.toString() === reported ) {
			return;
		}
		reported = body.toString();
		if ( ! navigator.sendBeacon || ! navigator.sendBeacon( address, body ) ) {
			window.fetch( address, { method: 'POST', body: body, credentials: 'same-origin', keepalive: true } ).catch( function () {} );
		}
	}

	// The classic form. Listening at the document outlives WooCommerce's own redrawing of the form.
	function readField( element ) {
		var name = element && element.name ? element.name : '';
		if ( name.indexOf( 'billing_' ) === 0 && FIELDS[ name.slice( 8 ) ] ) {
			note( name.slice( 8 ), element.value.trim() );
		} else if ( BOXES[ name ] && element.type === 'checkbox' ) {
			note( name, element.checked );
		}
	}

	function onTyped( event ) {
		readField( event.target );
	}

	// Browsers fill forms in by themselves, and not all of them say so.
	function readForm() {
		var inputs = document.querySelectorAll( 'form.checkout input' );
		Array.prototype.forEach.call( inputs, readField );
	}

	// The block checkout keeps what is typed in its documented data stores; its markup is nobody's business.
	function readStores() {
		var data = window.wp.data;
		var cart = data.select( 'wc/store/cart' );
		var checkout = data.select( 'wc/store/checkout' );
		var customer = cart && cart.getCustomerData ? cart.getCustomerData() : {};
		var billing = customer.billingAddress || {};
		var shipping = customer.shippingAddress || {};
		var fields = checkout && checkout.getAdditionalFields ? checkout.getAdditionalFields() : {};
		note( 'email', billing.email );
		note( 'phone', billing.phone || shipping.phone );
		note( 'first_name', billing.first_name || shipping.first_name );
		note( 'last_name', billing.last_name || shipping.last_name );
		Object.keys( BOXES ).forEach( function ( box ) {
			note( box, fields[ box ] );
		} );
	}

	function leave() {
		if ( document.visibilityState === 'hidden' ) {
			report();
		}
	}

	document.addEventListener( 'input', onTyped, true );
	document.addEventListener( 'change', onTyped, true );
	document.addEventListener( 'visibilitychange', leave );
	window.addEventListener( 'pagehide', report );
	window.addEventListener( 'load', readForm );
	if ( window.wp && window.wp.data && window.wp.data.subscribe ) {
		window.wp.data.subscribe( readStores );
	}
}() );
