<?php
/**
 * Learns of carts on the server, in classic and block checkout alike.
 *
 * @package Retorno
 */

defined( 'ABSPATH' ) || exit;

/**
 * Hooks only mark the cart as changed; what it then is, is read once, when the request ends.
 */
class Retorno_Capture {

	const AJAX = 'retorno_capture';

	/**
	 * So many reports of typed fields are taken from one address in ten minutes; a family behind one stays far below.
	 */
	const LIMIT = 240;

	/**
	 * Whether this request changed something.
	 *
	 * @var bool
	 */
	private static $is_changed = false;

	/**
	 * Registers what marks a cart as changed.
	 */
	public static function listen() {
		$changes = array(
			'woocommerce_add_to_cart',
			'woocommerce_cart_item_removed',
			'woocommerce_cart_item_restored',
			'woocommerce_after_cart_item_quantity_update',
			'woocommerce_applied_coupon',
			'woocommerce_removed_coupon',
		);
		foreach ( $changes as $hook ) {
			add_action( $hook, array( __CLASS__, 'changed' ), 10, 0 );
		}
		add_action( 'woocommerce_cart_emptied', array( __CLASS__, 'emptied' ), 10, 0 );
		add_action( 'woocommerce_checkout_update_order_review', array( __CLASS__, 'classic_form' ) );
		add_action( 'woocommerce_store_api_cart_update_customer_from_request', array( __CLASS__, 'block_customer' ), 10, 2 );
		add_action( 'woocommerce_store_api_checkout_update_draft', array( __CLASS__, 'block_fields' ) );
		add_action( 'wc_ajax_' . self::AJAX, array( __CLASS__, 'reported' ) );
		// Before WooCommerce saves the session at 20.
		add_action( 'shutdown', array( __CLASS__, 'flush' ), 5 );
	}

	/**
	 * Something changed.
	 */
	public static function changed() {
		self::$is_changed = true;
	}

	/**
	 * What this request changed was no wish of the shopper's.
	 */
	public static function unchanged() {
		self::$is_changed = false;
	}

	/**
	 * The cart is empty: by an order, which Retorno hears of itself, or by the shopper.
	 */
	public static function emptied() {
		$cart_id = Retorno_Visit::get( 'cart_id' );
		if ( '' !== $cart_id && 0 === (int) Retorno_Visit::get( 'order_id', 0 ) ) {
			self::tell_removed( $cart_id );
		}
		Retorno_Visit::end_cart();
	}

	/**
	 * The classic checkout sends its whole form whenever an address changes.
	 *
	 * @param string $form As a query string.
	 */
	public static function classic_form( $form ) {
		parse_str( is_string( $form ) ? $form : '', $fields );
		$typed = array();
		foreach ( array_keys( Retorno_Visit::TYPED ) as $name ) {
			if ( isset( $fields[ 'billing_' . $name ] ) ) {
				$typed[ $name ] = $fields[ 'billing_' . $name ];
			}
		}
		self::note( Retorno_Visit::typed( $typed ) );
		Retorno_Consent::read_form( $fields );
	}

	/**
	 * The block checkout sends what was typed about a second after it was.
	 *
	 * @param WC_Customer     $customer Already changed.
	 * @param WP_REST_Request $request  What was sent.
	 */
	public static function block_customer( $customer, $request ) {
		$billing = $request['billing_address'];
		self::note( Retorno_Visit::typed( is_array( $billing ) ? $billing : array() ) );
		$shipping = $request['shipping_address'];
		if ( is_array( $shipping ) && ! empty( $shipping['phone'] ) && '' === $customer->get_billing_phone() ) {
			self::note( Retorno_Visit::typed( array( 'phone' => $shipping['phone'] ) ) );
		}
		self::changed();
	}

	/**
	 * From WooCommerce 10.9 on the block checkout sends its additional fields while they are filled in.
	 *
	 * @param WP_REST_Request $request What was sent.
	 */
	public static function block_fields( $request ) {
		$fields = $request['additional_fields'];
		Retorno_Consent::read_form( is_array( $fields ) ? $fields : array() );
	}

	/**
	 * The script's report of what was typed. It needs no nonce, which a cached page would carry stale: it changes
	 * nothing but what is known of the caller's own cart, and other sites' pages are refused.
	 */
	public static function reported() {
		nocache_headers();
		// phpcs:disable WordPress.Security.NonceVerification.Missing
		if ( 'POST' === self::method() && ! self::is_from_elsewhere() && WC()->cart && ! WC()->cart->is_empty() && self::may_report() ) {
			$fields = wp_unslash( $_POST );
			self::note( Retorno_Visit::typed( $fields ) );
			Retorno_Consent::read_form( $fields );
		}
		// phpcs:enable
		status_header( 204 );
		exit;
	}

	/**
	 * Reads the cart once and lets it wait for delivery. Carts of nobody known are not told.
	 */
	public static function flush() {
		if ( ! self::$is_changed || ! function_exists( 'WC' ) || ! WC()->cart || ! WC()->session || self::is_crawler() ) {
			return;
		}
		self::$is_changed = false;
		if ( WC()->cart->is_empty() ) {
			$gone = Retorno_Visit::get( 'cart_id' );
			if ( '' !== $gone && 0 === (int) Retorno_Visit::get( 'order_id', 0 ) ) {
				self::tell_removed( $gone );
			}
			return;
		}
		// Made as soon as there is a cart, so that its beginning is known when its shopper is.
		$cart_id = Retorno_Visit::cart_id();
		$contact = Retorno_Snapshot::contact();
		$is_told = '' !== Retorno_Visit::get( 'told' );
		if ( '' === $contact['email'] && '' === $contact['phone'] && ! $is_told ) {
			return;
		}
		self::tell( $cart_id, Retorno_Snapshot::of_cart( $cart_id, $contact ), Retorno_Snapshot::contents() );
	}

	/**
	 * A cart that Retorno heard of is gone.
	 *
	 * @param string $cart_id The cart.
	 */
	public static function tell_removed( $cart_id ) {
		if ( '' !== Retorno_Visit::get( 'told' ) ) {
			self::tell( $cart_id, Retorno_Snapshot::of_removed( $cart_id ), array( 'items' => array(), 'coupons' => array() ) );
		}
	}

	/**
	 * Puts a snapshot into the outbox, unless it says what the last one said.
	 *
	 * @param string $cart_id  The cart.
	 * @param array  $snapshot For Retorno.
	 * @param array  $contents For the link.
	 */
	private static function tell( $cart_id, $snapshot, $contents ) {
		$said = md5( (string) wp_json_encode( array_diff_key( $snapshot, array( 'updated_at' => 0 ) ) ) );
		if ( Retorno_Visit::get( 'told' ) === $said ) {
			return;
		}
		$payload = wp_json_encode( $snapshot );
		if ( ! is_string( $payload ) ) {
			return;
		}
		Retorno_Visit::keep( array( 'told' => $said ) );
		Retorno_Outbox::put(
			array(
				'cart_id'  => $cart_id,
				'kind'     => 'cart',
				'email'    => isset( $snapshot['email'] ) ? strtolower( $snapshot['email'] ) : '',
				'payload'  => $payload,
				'contents' => (string) wp_json_encode( $contents ),
			)
		);
	}

	/**
	 * Marks the cart as changed if it did.
	 *
	 * @param bool $is_changed Whether it did.
	 */
	public static function note( $is_changed ) {
		self::$is_changed = self::$is_changed || $is_changed;
	}

	/**
	 * Whether a page of another site sent this request: it would carry the visitor's cookies.
	 *
	 * @return bool
	 */
	private static function is_from_elsewhere() {
		$fetch_site = isset( $_SERVER['HTTP_SEC_FETCH_SITE'] ) ? sanitize_key( wp_unslash( $_SERVER['HTTP_SEC_FETCH_SITE'] ) ) : '';
		if ( 'cross-site' === $fetch_site ) {
			return true;
		}
		$origin = isset( $_SERVER['HTTP_ORIGIN'] ) ? esc_url_raw( wp_unslash( $_SERVER['HTTP_ORIGIN'] ) ) : '';
		$host   = (string) wp_parse_url( $origin, PHP_URL_HOST );
		return '' !== $origin && wp_parse_url( home_url(), PHP_URL_HOST ) !== $host && self::own_host() !== $host;
	}

	/**
	 * The host this request was sent to, without its port: a shop may answer under more names than its own.
	 *
	 * @return string
	 */
	private static function own_host() {
		$host = isset( $_SERVER['HTTP_HOST'] ) ? sanitize_text_field( wp_unslash( $_SERVER['HTTP_HOST'] ) ) : '';
		return (string) wp_parse_url( 'http://' . $host, PHP_URL_HOST );
	}

	/**
	 * Counts reports of one address, of which only a hash is kept, for ten minutes.
	 *
	 * @return bool
	 */
	private static function may_report() {
		$key   = 'retorno_' . substr( wp_hash( WC_Geolocation::get_ip_address() ), 0, 20 );
		$count = (int) get_transient( $key );
		if ( $count >= self::LIMIT ) {
			return false;
		}
		set_transient( $key, $count + 1, 10 * MINUTE_IN_SECONDS );
		return true;
	}

	/**
	 * Known crawlers fill carts, too; they are never going to buy.
	 *
	 * @return bool
	 */
	private static function is_crawler() {
		$agent = isset( $_SERVER['HTTP_USER_AGENT'] ) ? sanitize_text_field( wp_unslash( $_SERVER['HTTP_USER_AGENT'] ) ) : '';
		return 1 === preg_match( '/bot\b|crawl|spider|slurp|facebookexternalhit|headlesschrome\/\S+ \(compatible|lighthouse/i', $agent );
	}

	/**
	 * The request's method.
	 *
	 * @return string
	 */
	private static function method() {
		return isset( $_SERVER['REQUEST_METHOD'] ) ? sanitize_text_field( wp_unslash( $_SERVER['REQUEST_METHOD'] ) ) : '';
	}
}
