/**
 * The embedded app asks for a fresh launch before its own ends; only its own origin and frame are answered.
 */
( function () {
	'use strict';

	var facts = window.retornoAdmin;
	var frame = document.querySelector( '.retorno-frame' );

	if ( ! facts || ! frame ) {
		return;
	}

	function answer( launch ) {
		frame.contentWindow.postMessage( { type: 'retorno:launch', token: launch ? launch.token : null }, facts.origin );
	}

	window.addEventListener( 'message', function ( event ) {
		if ( event.source !== frame.contentWindow || event.origin !== facts.origin || ! event.data || event.data.type !== 'retorno:launch?' ) {
			return;
		}
		void window
			.fetch( facts.launch, { credentials: 'same-origin', headers: { 'X-WP-Nonce': facts.nonce } } )
			.then( function ( response ) {
				return response.ok ? response.json() : null;
			} )
			.catch( function () {
				return null;
			} )
			.then( answer );
	} );
}() );
