<?php
/**
 * The Retorno that this shop belongs to.
 *
 * @package Retorno
 */

defined( 'ABSPATH' ) || exit;

/**
 * Address and secret, pushed by Retorno itself over the shop's own REST keys or pasted by hand.
 */
class Retorno_Connection {

	const OPTION   = 'retorno_connection';
	const LINK_KEY = 'retorno_link_key';

	/**
	 * Whether a store is connected.
	 *
	 * @return bool
	 */
	public static function exists() {
		return null !== self::get();
	}

	/**
	 * The connection, or null.
	 *
	 * @return array{store_id:string,shop:string,webhook_url:string,webhook_secret:string,app_url:string}|null
	 */
	public static function get() {
		$saved = get_option( self::OPTION, null );
		return is_array( $saved ) && ! empty( $saved['webhook_url'] ) && ! empty( $saved['webhook_secret'] ) ? $saved : null;
	}

	/**
	 * Keeps a connection after looking at it.
	 *
	 * @param array $given Members storeId, webhookUrl, webhookSecret, and if wanted shop and appUrl.
	 * @return true|WP_Error
	 */
	public static function save( $given ) {
		$store_id = self::text( $given, 'storeId' );
		$url      = self::text( $given, 'webhookUrl' );
		$secret   = self::text( $given, 'webhookSecret' );
		if ( ! preg_match( '/^[A-Za-z0-9_-]{1,64}$/', $store_id ) ) {
			return self::wrong( __( 'storeId is missing or not an id.', 'retorno' ) );
		}
		if ( ! self::is_web_address( $url ) ) {
			return self::wrong( __( 'webhookUrl is not a web address.', 'retorno' ) );
		}
		if ( strlen( $secret ) < 16 || strlen( $secret ) > 200 ) {
			return self::wrong( __( 'webhookSecret has 16 to 200 characters.', 'retorno' ) );
		}
		$app  = self::text( $given, 'appUrl' );
		$shop = self::text( $given, 'shop' );
		update_option(
			self::OPTION,
			array(
				'store_id'       => $store_id,
				'shop'           => '' !== $shop ? $shop : untrailingslashit( home_url() ),
				'webhook_url'    => $url,
				'webhook_secret' => $secret,
				'app_url'        => self::is_web_address( $app ) ? untrailingslashit( $app ) : self::app_of( $url ),
				'connected_at'   => time(),
			)
		);
		delete_option( Retorno_Sender::CLOCK );
		Retorno_Table::create();
		// What could not be delivered to the old address or with the old secret may go now.
		Retorno_Outbox::wake_all();
		return true;
	}

	/**
	 * Forgets the connection; what waits for delivery goes with it.
	 */
	public static function end() {
		delete_option( self::OPTION );
		delete_option( Retorno_Sender::CLOCK );
		delete_option( Retorno_Sender::LAST );
		Retorno_Outbox::rest();
		Retorno_Table::forget_waiting();
	}

	/**
	 * The key that restoring links are made with; made once and never sent anywhere.
	 *
	 * @return string
	 */
	public static function link_key() {
		$key = get_option( self::LINK_KEY, '' );
		if ( is_string( $key ) && strlen( $key ) >= 64 ) {
			return $key;
		}
		// `add_option` refuses a second one, so two requests at once end with the same key.
		add_option( self::LINK_KEY, bin2hex( random_bytes( 32 ) ), '', false );
		wp_cache_delete( self::LINK_KEY, 'options' );
		return (string) get_option( self::LINK_KEY );
	}

	/**
	 * A member that is a text, trimmed.
	 *
	 * @param array  $given Raw members.
	 * @param string $name  Which one.
	 * @return string
	 */
	private static function text( $given, $name ) {
		return isset( $given[ $name ] ) && is_string( $given[ $name ] ) ? trim( $given[ $name ] ) : '';
	}

	/**
	 * Whether a text is an http or https address without a user in it.
	 *
	 * @param string $url Any text.
	 * @return bool
	 */
	private static function is_web_address( $url ) {
		$parts = wp_parse_url( $url );
		return strlen( $url ) <= 500
			&& is_array( $parts )
			&& isset( $parts['scheme'], $parts['host'] )
			&& in_array( $parts['scheme'], array( 'http', 'https' ), true )
			&& ! isset( $parts['user'] )
			&& ! isset( $parts['pass'] );
	}

	/**
	 * The app's address: what stands before the webhook's path.
	 *
	 * @param string $webhook_url The address deliveries go to.
	 * @return string
	 */
	private static function app_of( $webhook_url ) {
		$at = strpos( $webhook_url, '/webhooks/' );
		return untrailingslashit( false === $at ? $webhook_url : substr( $webhook_url, 0, $at ) );
	}

	/**
	 * An answer for bad input.
	 *
	 * @param string $message What is wrong.
	 * @return WP_Error
	 */
	private static function wrong( $message ) {
		return new WP_Error( 'retorno_invalid_connection', $message, array( 'status' => 400 ) );
	}
}
